package dev.tributary.query;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Where a session gets its connection, and where it leaves it. Called from the threads that
/// answer.
interface Connections extends AutoCloseable {

    Connection take() throws SQLException;

    /// @param sound whether another question may have it
    void leave(Connection connection, boolean sound) throws SQLException;

    @Override
    void close();

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
