package dev.tributary.simulator.telegram.mtproto;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.tl.TlReader;
import dev.tributary.simulator.telegram.tl.TlSchema;
import dev.tributary.simulator.telegram.tl.TlWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// The unencrypted messages of one connection, which end in an [AuthKey]. For one thread.
///
/// @see <https://core.telegram.org/mtproto/auth_key>
final class KeyExchange {

    /// The product of two primes that the client has to factor, from the protocol's own example.
    private static final BigInteger PQ = new BigInteger("1724114033281923457");

    private static final int SHA1 = 20;
    private static final int BLOCK = 16;

    private final TlSchema schema;
    private final ServerKey serverKey;
    private final Clock clock;
    private final SecureRandom random;
    private final Runnable begun;
    private final Consumer<AuthKey> made;
    private final byte[] serverNonce;
    private final BigInteger secret;
    private byte[] nonce = {};
    private byte[] newNonce = {};

    /// @param begun runs when a client asks which keys this server has
    /// @param made gets the key before its client does
    KeyExchange(
            TlSchema schema,
            ServerKey serverKey,
            Clock clock,
            SecureRandom random,
            Runnable begun,
            Consumer<AuthKey> made) {
        this.schema = schema;
        this.serverKey = serverKey;
        this.clock = clock;
        this.random = random;
        this.begun = begun;
        this.made = made;
        this.serverNonce = random(16);
        this.secret = new BigInteger(1, random(DhPrime.BYTES));
    }

    TlObject answer(TlObject request) {
        return switch (request.name()) {
            case "req_pq_multi" -> challenge(request);
            case "req_DH_params" -> offer(request);
            case "set_client_DH_params" -> agree(request);
            default ->
                    throw new MalformedMessage(
                            "\"" + request.name() + "\" is no step of the key exchange");
        };
    }

    private TlObject challenge(TlObject request) {
        begun.run();
        nonce = request.bytes("nonce");
        return stamped("resPQ")
                .with("pq", Octets.unsigned(PQ, Long.BYTES))
                .with("server_public_key_fingerprints", List.of(serverKey.fingerprint()));
    }

    private TlObject offer(TlObject request) {
        TlObject inner = read(serverKey.unpad(request.bytes("encrypted_data")));
        if (!inner.is("p_q_inner_data_dc")) {
            throw new MalformedMessage(
                    "\"" + inner.name() + "\": this server makes permanent keys only");
        }
        newNonce = inner.bytes("new_nonce");
        byte[] answer =
                TlWriter.bytes(
                        schema,
                        stamped("server_DH_inner_data")
                                .with("g", DhPrime.GENERATOR)
                                .with("dh_prime", Octets.unsigned(DhPrime.PRIME, DhPrime.BYTES))
                                .with("g_a", Octets.unsigned(DhPrime.power(secret), DhPrime.BYTES))
                                .with("server_time", (int) clock.instant().getEpochSecond()));
        byte[] padding = random((BLOCK - (SHA1 + answer.length) % BLOCK) % BLOCK);
        byte[] padded = Octets.concat(Octets.sha1(answer), answer, padding);
        return stamped("server_DH_params_ok")
                .with("encrypted_answer", AesIge.encrypt(padded, temporaryKey(), temporaryIv()));
    }

    private TlObject agree(TlObject request) {
        byte[] plain =
                AesIge.decrypt(request.bytes("encrypted_data"), temporaryKey(), temporaryIv());
        TlObject inner = read(Octets.after(plain, SHA1));
        BigInteger shared = new BigInteger(1, inner.bytes("g_b")).modPow(secret, DhPrime.PRIME);
        byte[] key = Octets.unsigned(shared, DhPrime.BYTES);
        made.accept(new AuthKey(key, firstSalt()));
        byte[] hash = Octets.sha1(newNonce, new byte[] {1}, Octets.slice(Octets.sha1(key), 0, 8));
        return stamped("dh_gen_ok").with("new_nonce_hash1", Octets.after(hash, 4));
    }

    private long firstSalt() {
        byte[] salt = Octets.xor(Octets.slice(newNonce, 0, 8), Octets.slice(serverNonce, 0, 8));
        return Octets.littleEndian(salt).getLong();
    }

    private byte[] temporaryKey() {
        byte[] tail = Octets.sha1(serverNonce, newNonce);
        return Octets.concat(Octets.sha1(newNonce, serverNonce), Octets.slice(tail, 0, 12));
    }

    private byte[] temporaryIv() {
        byte[] head = Octets.sha1(serverNonce, newNonce);
        return Octets.concat(
                Octets.after(head, 12),
                Octets.sha1(newNonce, newNonce),
                Octets.slice(newNonce, 0, 4));
    }

    private TlObject stamped(String name) {
        return TlObject.of(name).with("nonce", nonce).with("server_nonce", serverNonce);
    }

    private TlObject read(byte[] bytes) {
        return new TlReader(schema, ByteBuffer.wrap(bytes)).object();
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
