package dev.tributary.mcp;

import dev.tributary.contract.runtime.Endpoints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Holds the messages of an archive, so that every question waits.
final class LockedMessages implements AutoCloseable {

    private final Connection holder;

    private LockedMessages(Connection holder) {
        this.holder = holder;
    }

    static LockedMessages in(Endpoints.Postgres postgres) throws SQLException {
        Connection holder = connect(postgres);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table tributary.messages in access exclusive mode");
        }
        return new LockedMessages(holder);
    }

    /// How many questions wait.
    static long waiting(Endpoints.Postgres postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where wait_event_type ="
                                        + " 'Lock' and datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(Endpoints.Postgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password().value());
    }

    @Override
    public void close() throws SQLException {
        holder.rollback();
        holder.close();
    }
}
