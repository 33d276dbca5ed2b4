package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("stack")
class PrivatePostgresAccessIT {

    @TempDir static Path directory;

    private static PrivatePostgres postgres;

    @BeforeAll
    static void start() {
        postgres = PrivatePostgres.start(directory, 0, null, Durability.THROWAWAY);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void theApplicationMayReplicateAndIsNoSuperuser() throws Exception {
        String roleAndServer =
                """
                SELECT concat_ws(' ', current_user, rolsuper, rolreplication,
                  current_setting('wal_level'), current_setting('data_checksums'),
                  current_setting('server_encoding'), lower('ЁЖ'), pg_get_userbyid(nspowner))
                FROM pg_roles, pg_namespace
                WHERE rolname = current_user AND nspname = 'tributary_shared'
                """;
        assertThat(Query.one(postgres.endpoint(), roleAndServer))
                .isEqualTo("tributary f t logical on UTF8 ёж tributary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tributary", "tributary_admin", "postgres"})
    void onlyThePasswordLetsIn(String user) {
        String url = postgres.endpoint().jdbcUrl();
        assertThatThrownBy(() -> DriverManager.getConnection(url, user, "guess").close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        String url = postgres.endpoint().jdbcUrl();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        var outside =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress())
                        .toList();
        assertThat(outside)
                .allSatisfy(address ->
                        assertThatThrownBy(() -> new Socket(address, port).close())
                                .isInstanceOf(IOException.class));
    }

    @Test
    void nobodyElseReadsPasswordsOrData() throws Exception {
        assertThat(permissions("password")).isEqualTo("rw-------");
        assertThat(permissions("superuser-password")).isEqualTo("rw-------");
        assertThat(permissions("cluster")).isEqualTo("rwx------");
        assertThat(directory.resolve("cluster/initdb-password")).doesNotExist();
    }

    @Test
    void theServerNeverRunsAsRoot() throws Exception {
        Path pid = directory.resolve("cluster/data/postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(pid).getFirst());
        assertThat(ProcessHandle.of(postmaster).orElseThrow().info().user().orElseThrow())
                .isNotEqualTo("root");
    }

    @Test
    void everyDatabaseHasTheExtensions() throws Exception {
        // When
        var database = postgres.createDatabase("with \"quotes\" and ё");

        // Then
        assertThat(
                        Query.one(
                                database,
                                """
                                SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension
                                WHERE extnamespace = 'tributary_shared'::regnamespace
                                """))
                .isEqualTo("pg_trgm unaccent vector");
    }

    private static String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(file)));
    }
}
