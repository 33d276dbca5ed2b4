package dev.tributary.simulator.telegram.mtproto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// AES-256 in infinite garble extension mode, which Java does not have: each block is xored with
/// the last output before the cipher and with the last input after it.
///
/// @see <https://www.openssl.org/~ben/ige.pdf>
final class AesIge {

    private static final int BLOCK = 16;

    private AesIge() {}

    /// @param iv 32 bytes: the "output" and then the "input" before the first block
    static byte[] encrypt(byte[] plain, byte[] key, byte[] iv) {
        return run(
                Cipher.ENCRYPT_MODE,
                plain,
                key,
                Octets.slice(iv, 0, BLOCK),
                Octets.slice(iv, BLOCK, BLOCK));
    }

    static byte[] decrypt(byte[] sealed, byte[] key, byte[] iv) {
        return run(
                Cipher.DECRYPT_MODE,
                sealed,
                key,
                Octets.slice(iv, BLOCK, BLOCK),
                Octets.slice(iv, 0, BLOCK));
    }

    private static byte[] run(int mode, byte[] in, byte[] key, byte[] lastOut, byte[] lastIn) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"));
            byte[] out = new byte[in.length];
            byte[] block = new byte[BLOCK];
            for (int at = 0; at < in.length; at += BLOCK) {
                for (int i = 0; i < BLOCK; i++) {
                    block[i] = (byte) (in[at + i] ^ lastOut[i]);
                }
                cipher.update(block, 0, BLOCK, out, at);
                for (int i = 0; i < BLOCK; i++) {
                    out[at + i] ^= lastIn[i];
                    lastIn[i] = in[at + i];
                    lastOut[i] = out[at + i];
                }
            }
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not whole blocks, or no AES-256 key", e);
        }
    }
}
