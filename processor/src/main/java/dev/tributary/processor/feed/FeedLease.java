package dev.tributary.processor.feed;

import dev.tributary.contract.runtime.Endpoints;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/// The right to read the feed: one session of Postgres has it, and loses it when it ends, however
/// it ends. The same session watches the slot.
final class FeedLease implements AutoCloseable {

    /// Any constant that no other lock of ours has; it spells "tributar" and two.
    private static final long LOCK = 0x7472696275746172L + 2;

    private static final int CONNECT_SECONDS = 10;

    /// A slot is made once all transactions under way have ended; who stops does not wait for them.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Else the server would keep the session of a machine that has vanished for two hours.
    private static final String NOTICE_A_LOST_MACHINE =
            """
            set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3
            """;

    private final Connection connection;
    private boolean held;

    private FeedLease(Connection connection) {
        this.connection = connection;
    }

    static FeedLease open(Endpoints.Postgres postgres) throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl());
        database.setUser(postgres.user());
        database.setPassword(postgres.password().value());
        database.setApplicationName("tributary-feed");
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setTcpKeepAlive(true);
        Connection connection = database.getConnection();
        boolean opened = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = '" + PATIENCE.toMillis() + "'");
            statement.execute(NOTICE_A_LOST_MACHINE);
            opened = true;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
        return new FeedLease(connection);
    }

    Connection connection() {
        return connection;
    }

    /// Which of the servers that the address names this session is on. The slot is on it, and so
    /// must be whoever reads the slot.
    HostSpec server() throws SQLException {
        return connection.unwrap(PgConnection.class).getQueryExecutor().getHostSpec();
    }

    boolean take() throws SQLException {
        if (!held) {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                row.next();
                held = row.getBoolean(1);
            }
        }
        return held;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
