package dev.tributary.query;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Where a session gets its connection, and where it leaves it. Called from the threads that
/// answer.
interface Connections extends AutoCloseable {

    Connection take() throws SQLException;

    /// @param sound whether another question may have it
    void leave(Connection connection, boolean sound) throws SQLException;

    /// Where connections are kept, opens the first; blocks until it is open or has failed.
    default void openAhead() {}

    @Override
    void close();

    /// What gives out a connection that is open already, or null.
    interface Early {
        @Nullable Connection take() throws SQLException;
    }

    /// The early connection while there is one, then others.
    static Connections early(Early early, Connections others) {
        return new Connections() {
            @Override
            public Connection take() throws SQLException {
                Connection open = early.take();
                return open == null ? others.take() : open;
            }

            @Override
            public void leave(Connection connection, boolean sound) throws SQLException {
                others.leave(connection, sound);
            }

            @Override
            public void close() {
                others.close();
            }
        };
    }

    /// A connection for each question; what the source does with it afterwards is its own affair.
    static Connections from(DataSource archive) {
        return new Connections() {
            @Override
            public Connection take() throws SQLException {
                return archive.getConnection();
            }

            @Override
            public void leave(Connection connection, boolean sound) throws SQLException {
                connection.close();
            }

            @Override
            public void close() {
                // The source belongs to the caller.
            }
        };
    }
}
