package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.Endpoints;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class PrivatePostgresIT {

    @TempDir Path directory;

    @Test
    void rowsPortAndPasswordSurviveARestart() throws Exception {
        // Given
        var before = PrivatePostgres.start(directory, 0, null);
        try (before) {
            try (var connection = connect(before.endpoint())) {
                connection.createStatement().execute("CREATE TABLE t AS SELECT 'kept' AS c");
            }
        }

        // When
        try (var after = PrivatePostgres.start(directory, 0, null)) {

            // Then
            assertThat(after.endpoint()).isEqualTo(before.endpoint());
            assertThat(query(after.endpoint(), "SELECT c FROM t")).isEqualTo("kept");
        }
    }

    private static Connection connect(Endpoints.Postgres endpoint) throws SQLException {
        return DriverManager.getConnection(
                endpoint.jdbcUrl(), endpoint.user(), endpoint.password().value());
    }

    private static String query(Endpoints.Postgres endpoint, String sql) throws SQLException {
        try (var connection = connect(endpoint);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
