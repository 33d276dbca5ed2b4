package dev.tributary.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.archive.row.StoredTime;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table as `COPY ... (FORMAT binary)`
/// (<https://www.postgresql.org/docs/current/sql-copy.html>, "Binary Format"): the cheapest way in
/// for client and server. A row is [#startRow] and one call a column, in the table's order.
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int CHUNK = 1 << 16;
    private static final long POSTGRES_EPOCH =
            Duration.between(Instant.EPOCH, Instant.parse("2000-01-01T00:00:00Z")).toSeconds()
                    * 1_000_000;
    private static final int TEXT_OID = 25;

    private final CopyIn copy;
    private final int columns;
    private ByteBuffer buffer = ByteBuffer.allocate(CHUNK * 2);

    BinaryCopy(Connection connection, String table, int columns) throws SQLException {
        copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format binary)");
        this.columns = columns;
        buffer.put(SIGNATURE);
    }

    void startRow() throws SQLException {
        if (buffer.position() >= CHUNK) {
            send();
        }
        room(Short.BYTES).putShort((short) columns);
    }

    void text(@Nullable String value) {
        bytes(value == null ? null : value.getBytes(UTF_8));
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            room(Integer.BYTES).putInt(-1);
        } else {
            room(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
    }

    void bigint(@Nullable Long value) {
        if (value == null) {
            bytes(null);
        } else {
            room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        }
    }

    void smallint(@Nullable Integer value) {
        if (value == null) {
            bytes(null);
        } else {
            room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort(value.shortValue());
        }
    }

    void bool(@Nullable Boolean value) {
        if (value == null) {
            bytes(null);
        } else {
            room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
        }
    }

    void time(@Nullable Instant value) {
        bigint(value == null ? null : Long.valueOf(StoredTime.micros(value) - POSTGRES_EPOCH));
    }

    /// A `timestamptz` before all others.
    void minusInfinity() {
        bigint(Long.MIN_VALUE);
    }

    void texts(List<String> values) {
        List<byte[]> elements = values.stream().map(v -> v.getBytes(UTF_8)).toList();
        int length = elements.stream().mapToInt(e -> Integer.BYTES + e.length).sum();
        int header = (elements.isEmpty() ? 3 : 5) * Integer.BYTES;
        room(Integer.BYTES + header + length).putInt(header + length);
        buffer.putInt(elements.isEmpty() ? 0 : 1).putInt(0).putInt(TEXT_OID);
        if (!elements.isEmpty()) {
            buffer.putInt(elements.size()).putInt(1);
        }
        elements.forEach(element -> buffer.putInt(element.length).put(element));
    }

    void finish() throws SQLException {
        room(Short.BYTES).putShort((short) -1);
        send();
        copy.endCopy();
    }

    /// Ends a copy that did not finish, so that the connection can roll back.
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        return buffer;
    }
}
