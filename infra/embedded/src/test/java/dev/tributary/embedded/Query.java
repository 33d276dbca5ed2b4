package dev.tributary.embedded;

import dev.tributary.contract.runtime.Endpoints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// One statement on a connection of its own.
final class Query {

    private Query() {}

    static void execute(Endpoints.Postgres endpoint, String sql) throws SQLException {
        try (var connection = connect(endpoint);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row.
    static String one(Endpoints.Postgres endpoint, String sql) throws SQLException {
        try (var connection = connect(endpoint);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(Endpoints.Postgres endpoint) throws SQLException {
        return DriverManager.getConnection(
                endpoint.jdbcUrl(), endpoint.user(), endpoint.password().value());
    }
}
