package dev.tributary.cli.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The server's half of SCRAM-SHA-256 (<https://www.rfc-editor.org/rfc/rfc5802>) for one known
/// password. It proves that it knows the password, because the client insists, and believes the
/// client.
final class ScramServer {

    static final String PASSWORD = "rehearsed";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ITERATIONS = 1;
    private static final int KEY_BITS = 256;

    private final byte[] salt = new byte[16];
    private String exchange = "";

    /// @param message of the client: the mechanism, a length, and `n,,n=…,r=NONCE`
    String challenge(String message) {
        String first = message.substring(message.indexOf("n=")).strip();
        String challenge =
                first.substring(first.indexOf("r="))
                        + "stand-in,s="
                        + Base64.getEncoder().encodeToString(salt)
                        + ",i="
                        + ITERATIONS;
        exchange = first + "," + challenge;
        return challenge;
    }

    /// @param message of the client: `c=…,r=…,p=PROOF`
    String proof(String message) {
        String signed = exchange + "," + message.substring(0, message.lastIndexOf(",p="));
        try {
            byte[] salted =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(
                                    new PBEKeySpec(
                                            PASSWORD.toCharArray(), salt, ITERATIONS, KEY_BITS))
                            .getEncoded();
            byte[] signature = mac(mac(salted, "Server Key"), signed);
            return "v=" + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has what SCRAM takes", e);
        }
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
