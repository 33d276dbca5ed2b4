package dev.tributary.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.vector.ModelFingerprint;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The fingerprint of a model as it is configured: what changes a vector changes it too.
final class Fingerprints {

    private Fingerprints() {}

    /// @param model what names the model's own content: the digest of its files, or the endpoint's
    ///   word for it
    static ModelFingerprint of(String model, Settings.Embedding settings, int dimension) {
        String all =
                String.join(
                        "\0",
                        model,
                        Integer.toString(settings.maxTokens()),
                        settings.pooling().name(),
                        settings.queryPrefix(),
                        settings.passagePrefix(),
                        Integer.toString(dimension));
        byte[] digest = sha256().digest(all.getBytes(UTF_8));
        return new ModelFingerprint(HexFormat.of().formatHex(digest, 0, 8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
