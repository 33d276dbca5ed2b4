package dev.tributary.simulator.telegram.mtproto;

import java.util.Arrays;

/// The 2048 bits that a client and this server share, and the messages sealed with them.
///
/// @see <https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector>
final class AuthKey {

    /// Who seals: each direction takes other parts of the key.
    enum Sealer {
        CLIENT(0),
        SERVER(8);

        private final int offset;

        Sealer(int offset) {
            this.offset = offset;
        }
    }

    private static final int MESSAGE_KEY = 16;
    private static final int HEADER = Long.BYTES + MESSAGE_KEY;
    private static final int LEAST_PADDING = 12;
    private static final int BLOCK = 16;

    private final byte[] key;
    private final long id;
    private final long salt;

    /// @param salt the server salt that came with the key exchange
    AuthKey(byte[] key, long salt) {
        this.key = key.clone();
        this.id = Octets.littleEndian(Octets.sha1(key)).getLong(12);
        this.salt = salt;
    }

    long id() {
        return id;
    }

    long salt() {
        return salt;
    }

    /// How much longer a plain message gets, so that it fills blocks and hides its length.
    static int padding(int length) {
        return LEAST_PADDING + (BLOCK - (length + LEAST_PADDING) % BLOCK) % BLOCK;
    }

    /// @param padded whole blocks
    byte[] seal(Sealer sealer, byte[] padded) {
        byte[] messageKey = messageKey(sealer, padded);
        KeyAndIv aes = aes(sealer, messageKey);
        return Octets.concat(
                Octets.littleEndian(Long.BYTES).putLong(id).array(),
                messageKey,
                AesIge.encrypt(padded, aes.key(), aes.iv()));
    }

    /// @throws MalformedMessage if another key sealed it, or it was changed
    byte[] open(Sealer sealer, byte[] sealed) {
        byte[] messageKey = Octets.slice(sealed, Long.BYTES, MESSAGE_KEY);
        byte[] blocks = Octets.slice(sealed, HEADER, (sealed.length - HEADER) / BLOCK * BLOCK);
        KeyAndIv aes = aes(sealer, messageKey);
        byte[] padded = AesIge.decrypt(blocks, aes.key(), aes.iv());
        if (!Arrays.equals(messageKey, messageKey(sealer, padded))) {
            throw new MalformedMessage("message key does not fit the message");
        }
        return padded;
    }

    private byte[] messageKey(Sealer sealer, byte[] padded) {
        byte[] large = Octets.sha256(Octets.slice(key, 88 + sealer.offset, 32), padded);
        return Octets.slice(large, 8, MESSAGE_KEY);
    }

    private KeyAndIv aes(Sealer sealer, byte[] messageKey) {
        byte[] a = Octets.sha256(messageKey, Octets.slice(key, sealer.offset, 36));
        byte[] b = Octets.sha256(Octets.slice(key, 40 + sealer.offset, 36), messageKey);
        return new KeyAndIv(mix(a, b), mix(b, a));
    }

    private static byte[] mix(byte[] outer, byte[] inner) {
        return Octets.concat(
                Octets.slice(outer, 0, 8), Octets.slice(inner, 8, 16), Octets.slice(outer, 24, 8));
    }

    /// Of one message.
    private static final class KeyAndIv {

        private final byte[] key;
        private final byte[] iv;

        KeyAndIv(byte[] key, byte[] iv) {
            this.key = key;
            this.iv = iv;
        }

        byte[] key() {
            return key;
        }

        byte[] iv() {
            return iv;
        }
    }
}
