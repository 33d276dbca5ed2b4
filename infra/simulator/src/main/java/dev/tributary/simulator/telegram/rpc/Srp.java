package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.DhPrime;
import dev.tributary.simulator.telegram.mtproto.Octets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The server's side of one proof that the client knows a password, without the password being
/// sent.
///
/// @see <https://core.telegram.org/api/srp>
final class Srp {

    private static final int ROUNDS = 100_000;
    private static final int SALT = 16;

    private final byte[] salt1;
    private final byte[] salt2;
    private final BigInteger verifier;
    private final BigInteger secret;
    private final byte[] offered;

    Srp(String password, SecureRandom random) {
        salt1 = random(random, SALT);
        salt2 = random(random, SALT);
        secret = new BigInteger(1, random(random, DhPrime.BYTES));
        verifier = DhPrime.power(new BigInteger(1, stretched(password)));
        BigInteger k = number(Octets.sha256(padded(DhPrime.PRIME), padded(generator())));
        offered = padded(k.multiply(verifier).add(DhPrime.power(secret)).mod(DhPrime.PRIME));
    }

    byte[] salt1() {
        return salt1.clone();
    }

    byte[] salt2() {
        return salt2.clone();
    }

    /// `srp_B`.
    byte[] offered() {
        return offered.clone();
    }

    /// @param a the client's number
    /// @param proof `M1`
    boolean accepts(byte[] a, byte[] proof) {
        byte[] clientNumber = padded(number(a));
        BigInteger u = number(Octets.sha256(clientNumber, offered));
        BigInteger shared =
                number(a).multiply(verifier.modPow(u, DhPrime.PRIME)).modPow(secret, DhPrime.PRIME);
        byte[] key = Octets.sha256(padded(shared));
        byte[] expected =
                Octets.sha256(
                        Octets.xor(
                                Octets.sha256(padded(DhPrime.PRIME)),
                                Octets.sha256(padded(generator()))),
                        Octets.sha256(salt1),
                        Octets.sha256(salt2),
                        clientNumber,
                        offered,
                        key);
        return Arrays.equals(expected, proof);
    }

    private byte[] stretched(String password) {
        byte[] once = salted(password.getBytes(StandardCharsets.UTF_8), salt1);
        byte[] twice = salted(once, salt2);
        return salted(pbkdf2(twice), salt2);
    }

    private static byte[] salted(byte[] data, byte[] salt) {
        return Octets.sha256(salt, data, salt);
    }

    /// One block of PBKDF2 with HMAC-SHA-512; Java's own takes no password of bytes.
    private byte[] pbkdf2(byte[] password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            byte[] round = mac.doFinal(Octets.concat(salt1, new byte[] {0, 0, 0, 1}));
            byte[] result = round.clone();
            for (int i = 1; i < ROUNDS; i++) {
                round = mac.doFinal(round);
                for (int at = 0; at < result.length; at++) {
                    result[at] ^= round[at];
                }
            }
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-512", e);
        }
    }

    private static BigInteger generator() {
        return BigInteger.valueOf(DhPrime.GENERATOR);
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    private static byte[] padded(BigInteger number) {
        return Octets.unsigned(number, DhPrime.BYTES);
    }

    private static byte[] random(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
