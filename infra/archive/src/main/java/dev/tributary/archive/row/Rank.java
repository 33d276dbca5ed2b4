package dev.tributary.archive.row;

import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.raw.Origin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// Which of two sayings about the same thing counts: the later one, then live before backfill
/// before import, then the later raw position, then the greater digest of what is said. The digest
/// decides only where one raw record contradicts itself; it makes the order total, so that equal
/// ranks mean equal content.
///
/// The bytes compare, unsigned, as the ranks do, so Postgres compares them as `bytea`.
public final class Rank implements Comparable<Rank> {

    /// Below all others: nothing was said.
    public static final Rank NONE = new Rank(new byte[0]);

    private static final int DIGEST_BYTES = 8;
    private static final int LENGTH =
            Long.BYTES + Byte.BYTES + Integer.BYTES + Long.BYTES + DIGEST_BYTES;

    private final byte[] bytes;

    private Rank(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param at when the service says it happened
    static Rank of(Instant at, EventSource source, Digest content) {
        return new Rank(
                ByteBuffer.allocate(LENGTH)
                        .putLong(StoredTime.micros(at) ^ Long.MIN_VALUE)
                        .put((byte) code(source.origin()))
                        .putInt(source.position().partition())
                        .putLong(source.position().offset())
                        .put(content.bytes(), 0, DIGEST_BYTES)
                        .array());
    }

    /// The origin as the archive keeps it: the better one is greater.
    public static int code(Origin origin) {
        return switch (origin) {
            case IMPORT -> 0;
            case BACKFILL -> 1;
            case LIVE -> 2;
        };
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Rank other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rank rank && Arrays.equals(bytes, rank.bytes);
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
