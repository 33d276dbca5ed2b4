package dev.tributary.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// What Postgres keeps of a password
/// (<https://www.postgresql.org/docs/current/catalog-pg-authid.html>), with a single iteration. The
/// usual 4096 make passwords hard to guess that people think of, and cost every program that
/// connects tens of milliseconds; ours are 192 random bits, which nobody guesses.
final class ScramVerifier {

    /// How one of ours begins.
    static final String PREFIX = "SCRAM-SHA-256$1:";

    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    private ScramVerifier() {}

    static String of(Secret password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        try {
            byte[] salted =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(
                                    new PBEKeySpec(
                                            password.value().toCharArray(), salt, 1, KEY_BITS))
                            .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(mac(salted, "Client Key"));
            return PREFIX
                    + base64(salt)
                    + "$"
                    + base64(stored)
                    + ":"
                    + base64(mac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has what SCRAM takes", e);
        }
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
