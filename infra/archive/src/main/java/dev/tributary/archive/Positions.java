package dev.tributary.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// Where consumer groups go on. A position moves by compare-and-set in the transaction that writes
/// the rows, so a batch counts exactly once, and of two owners of a partition only one gets
/// through.
///
/// Move the positions first and write the rows then: whoever holds the lock on the table of
/// positions then knows that no writer is under way.
public final class Positions {

    /// One step of one partition.
    ///
    /// @param from where the reader believes the group to be; 0 where it never was
    /// @param to the offset to read next
    public record Move(LogPartition partition, long from, long to) {}

    /// What a position is set to where the schema is about to go: nobody believes to be there.
    static final long FENCED = -1;

    private static final String FIRST_MOVE =
            """
            insert into ingest_positions as p (next_offset, consumer_group, topic, partition)
            values (?, ?, ?, ?)
            on conflict (consumer_group, topic, partition)
            do update set next_offset = excluded.next_offset where p.next_offset = 0
            """;

    private static final String LATER_MOVE =
            """
            update ingest_positions set next_offset = ?
            where consumer_group = ? and topic = ? and partition = ? and next_offset = ?
            """;

    private Positions() {}

    /// The offset to read next, for those partitions that the group has been in.
    public static Map<LogPartition, Long> read(Connection connection, String group)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select topic, partition, next_offset from ingest_positions
                        where consumer_group = ?
                        """)) {
            select.setString(1, group);
            Map<LogPartition, Long> positions = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.put(
                            new LogPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
            return positions;
        }
    }

    /// @return false if the group is not where the caller believes it to be: somebody else owns the
    ///   partition, or the archive was swapped; roll back and read the positions again
    public static boolean advance(
            Connection tx, String group, LogPartition partition, long from, long to)
            throws SQLException {
        try (PreparedStatement move = tx.prepareStatement(from == 0 ? FIRST_MOVE : LATER_MOVE)) {
            move.setLong(1, to);
            move.setString(2, group);
            move.setString(3, partition.topic());
            move.setInt(4, partition.partition());
            if (from != 0) {
                move.setLong(5, from);
            }
            return move.executeUpdate() == 1;
        }
    }

    /// All moves or none, once the caller has rolled back.
    public static boolean advance(Connection tx, String group, Collection<Move> moves)
            throws SQLException {
        for (Move move : moves.stream().sorted(Comparator.comparing(Move::partition)).toList()) {
            if (!advance(tx, group, move.partition(), move.from(), move.to())) {
                return false;
            }
        }
        return true;
    }
}
