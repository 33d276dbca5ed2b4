package dev.tributary.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// What texts that mean the same to an embedding model have in common: the first 16 bytes of
/// SHA-256 over the text, composed (NFC) and trimmed. A repeated "ok" has one vector.
public final class TextHash {

    private static final int LENGTH = 16;

    private final byte[] bytes;

    private TextHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Empty for a text without words: there is nothing to embed.
    public static Optional<TextHash> of(String text) {
        String canonical = canonical(text);
        return canonical.isEmpty()
                ? Optional.empty()
                : Optional.of(new TextHash(Arrays.copyOf(sha256(canonical), LENGTH)));
    }

    /// What the hash is over. Whatever is derived from a text under its hash is derived from this
    /// form, or it would depend on which of several texts came first.
    public static String canonical(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /// @throws IllegalArgumentException if there are not 16 bytes
    public static TextHash ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "a text hash has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new TextHash(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
