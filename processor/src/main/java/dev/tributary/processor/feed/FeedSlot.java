package dev.tributary.processor.feed;

import dev.tributary.archive.feed.FeedFacts;
import dev.tributary.archive.feed.FeedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// The replication slot and the publication, over a connection that commits by itself. See
/// <https://www.postgresql.org/docs/current/view-pg-replication-slots.html>.
record FeedSlot(Connection connection, String name) {

    /// @param active somebody reads it
    /// @param lost the server has thrown away what was to be read
    /// @param confirmed up to where reading is acknowledged
    /// @param lagBytes from there to the log's end
    record State(boolean active, boolean lost, long confirmed, long lagBytes) {}

    private static final String STATE =
            """
            select active,
                   coalesce(wal_status = 'lost', false) or confirmed_flush_lsn is null,
                   coalesce(confirmed_flush_lsn - '0/0'::pg_lsn, 0)::bigint,
                   coalesce(pg_current_wal_lsn() - confirmed_flush_lsn, 0)::bigint
            from pg_replication_slots where slot_name = ?
            """;

    private static final String DROP_IDLE =
            """
            select pg_drop_replication_slot(slot_name)
            from pg_replication_slots, pg_database
            where datname = current_database() and slot_name = 'tributary_feed_' || oid
            and not active
            """;

    Optional<State> state() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATE)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new State(
                                        row.getBoolean(1),
                                        row.getBoolean(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    /// The server that the slot is on: a place in one server's log means nothing in another's.
    String identity() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select system_identifier from pg_control_system()")) {
            row.next();
            return row.getString(1) + "/" + name;
        }
    }

    void publish(FeedFacts facts) throws SQLException {
        if (!facts.hasPublication()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "create publication "
                                + FeedFacts.PUBLICATION
                                + " for table "
                                + FeedTable.NAME
                                + " with (publish = 'insert')");
            }
        }
    }

    /// Waits for the transactions that are under way.
    void create() throws SQLException {
        call("select pg_create_logical_replication_slot(?, 'pgoutput')");
    }

    void drop() throws SQLException {
        call("select pg_drop_replication_slot(?)");
    }

    /// What lies before is not sent again.
    void advance(long lsn) throws SQLException {
        try (PreparedStatement call =
                connection.prepareStatement(
                        "select pg_replication_slot_advance(?, '0/0'::pg_lsn + ?::numeric)")) {
            call.setString(1, name);
            call.setLong(2, lsn);
            call.execute();
        }
    }

    /// A slot that nobody reads keeps the server's log from being thrown away.
    static void dropIdle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DROP_IDLE);
        }
    }

    private void call(String sql) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(sql)) {
            call.setString(1, name);
            call.execute();
        }
    }
}
