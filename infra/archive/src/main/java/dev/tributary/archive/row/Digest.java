package dev.tributary.archive.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The first 16 bytes of SHA-256 over a sequence of texts. Each text goes in with its length, so
/// that no two sequences look alike; a null differs from an empty text.
public final class Digest implements Comparable<Digest> {

    private static final int LENGTH = 16;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    static Digest of(@Nullable Object... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                add(sha, part == null ? null : part.toString());
            }
            return new Digest(Arrays.copyOf(sha.digest(), LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest sha, @Nullable String part) {
        byte[] utf8 = part == null ? new byte[0] : part.getBytes(UTF_8);
        sha.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : utf8.length).flip());
        sha.update(utf8);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
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
