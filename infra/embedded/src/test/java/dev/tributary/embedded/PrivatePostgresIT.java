package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.contract.runtime.Endpoints;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class PrivatePostgresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void rowsPortAndPasswordSurviveARestart() throws Exception {
        // Given
        Endpoints.Postgres endpoint;
        try (var before = PrivatePostgres.start(directory, 0, null)) {
            endpoint = before.endpoint();
            execute(endpoint, "CREATE TABLE t AS SELECT 'kept' AS c");
        }

        // When
        try (var after = PrivatePostgres.start(directory, 0, null)) {

            // Then
            assertThat(after.endpoint()).isEqualTo(endpoint);
            assertThat(query(endpoint, "SELECT c FROM t")).isEqualTo("kept");
        }
    }

    @Test
    void whenItsProgramIsKilledItStopsAndNothingCommittedIsLost() throws Exception {
        // Given
        Endpoints.Postgres endpoint = startAndStop();
        try (var child = ChildJvm.start("postgres", directory)) {
            assertThat(child.said()).isEqualTo("up");
            execute(endpoint, "CREATE TABLE t AS SELECT 'kept' AS c");
            long postmaster = postmasterPid();

            // When
            child.kill();

            // Then
            await().atMost(PATIENCE).until(() -> ProcessHandle.of(postmaster).isEmpty());
        }
        try (var _ = PrivatePostgres.start(directory, 0, null)) {
            assertThat(query(endpoint, "SELECT c FROM t")).isEqualTo("kept");
        }
    }

    @Test
    void aServerThatOutlivedItsProgramIsStoppedAndStartedAnew() throws Exception {
        // Given
        Endpoints.Postgres endpoint = startAndStop();
        try (var child = ChildJvm.start("postgres", directory)) {
            execute(endpoint, "CREATE TABLE t AS SELECT 'kept' AS c");
            long orphan = postmasterPid();
            killKeepers(ProcessHandle.of(orphan).orElseThrow());
            child.kill();
            assertThat(ProcessHandle.of(orphan)).isPresent();

            // When
            try (var _ = PrivatePostgres.start(directory, 0, null)) {

                // Then
                assertThat(query(endpoint, "SELECT c FROM t")).isEqualTo("kept");
                assertThat(postmasterPid()).isNotEqualTo(orphan);
            }
        }
    }

    @Test
    void aKilledServerIsStartedAgain() throws Exception {
        // Given
        try (var postgres = PrivatePostgres.start(directory, 0, null)) {
            execute(postgres.endpoint(), "CREATE TABLE t AS SELECT 'kept' AS c");
            long killed = postmasterPid();

            // When
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            // Then
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        assertThat(postmasterPid()).isNotEqualTo(killed);
                        assertThat(query(postgres.endpoint(), "SELECT c FROM t")).isEqualTo("kept");
                    });
        }
    }

    @Test
    void aSecondStartOnTheSameDirectoryNamesTheHolder() throws Exception {
        try (var holder = ChildJvm.start("postgres", directory)) {
            Throwable refused = catchThrowable(() -> PrivatePostgres.start(directory, 0, null));

            assertThat(refused)
                    .isInstanceOf(AlreadyHeld.class)
                    .hasMessageContaining("\"" + directory + "\"")
                    .hasMessageContaining("process " + holder.pid());
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PrivatePostgres.start(directory, other.getLocalPort(), null))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " of 127.0.0.1 is taken")
                    .hasMessageContaining("embedded.postgres_port");
        }
    }

    @Test
    void aDirectoryWithoutPostgresIsNamed() {
        assertThatThrownBy(() -> PrivatePostgres.start(directory, 0, Path.of("/nonexistent/bin")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("\"/nonexistent/bin\" of embedded.postgres_bin");
    }

    @Test
    void theApplicationMayReplicateAndIsNoSuperuser() throws Exception {
        try (var postgres = PrivatePostgres.start(directory, 0, null)) {
            var endpoint = postgres.endpoint();
            assertThat(
                            query(
                                    endpoint,
                                    """
                                    SELECT concat_ws(' ', current_user, rolsuper, rolreplication,
                                      current_setting('wal_level'), current_setting('data_checksums'),
                                      current_setting('server_encoding'), lower('ЁЖ'),
                                      pg_get_userbyid(nspowner))
                                    FROM pg_roles, pg_namespace
                                    WHERE rolname = current_user AND nspname = 'tributary_shared'
                                    """))
                    .isEqualTo("tributary f t logical on UTF8 ёж tributary");
        }
    }

    @Test
    void onlyThePasswordLetsIn() throws Exception {
        try (var postgres = PrivatePostgres.start(directory, 0, null)) {
            String url = postgres.endpoint().jdbcUrl();
            for (String user : new String[] {"tributary", "tributary_admin", "postgres"}) {
                assertThatThrownBy(() -> DriverManager.getConnection(url, user, "guess").close())
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        try (var postgres = PrivatePostgres.start(directory, 0, null)) {
            int port =
                    URI.create(postgres.endpoint().jdbcUrl().substring("jdbc:".length())).getPort();
            var addresses =
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(address -> !address.isLoopbackAddress())
                            .toList();
            for (InetAddress address : addresses) {
                assertThatThrownBy(() -> new Socket(address, port).close())
                        .isInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void nobodyElseReadsPasswordsOrData() throws Exception {
        try (var _ = PrivatePostgres.start(directory, 0, null)) {
            assertThat(permissions("password")).isEqualTo("rw-------");
            assertThat(permissions("superuser-password")).isEqualTo("rw-------");
            assertThat(permissions("cluster")).isEqualTo("rwx------");
            assertThat(directory.resolve("cluster/initdb-password")).doesNotExist();
        }
    }

    @Test
    void theServerNeverRunsAsRoot() throws Exception {
        try (var _ = PrivatePostgres.start(directory, 0, null)) {
            assertThat(ProcessHandle.of(postmasterPid()).orElseThrow().info().user())
                    .isPresent()
                    .get()
                    .isNotEqualTo("root");
        }
    }

    @Test
    void whereTheServersUserCannotReachItsDataALinkLeadsToThem() throws Exception {
        // Given
        assumeTrue(ServerUser.isRoot(), "only root starts the server as somebody else");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Path closed = directory.resolve("postgres");

        // When
        try (var postgres = PrivatePostgres.start(closed, 0, null)) {

            // Then
            Path home = closed.resolve("cluster").toRealPath();
            assertThat(closed.resolve("cluster")).isSymbolicLink();
            assertThat(home).startsWith(Path.of("/var/lib/tributary-postgres"));
            assertThat(home.resolve("belongs-to")).hasContent(closed.toString());
            assertThat(query(postgres.endpoint(), "SELECT 'up'")).isEqualTo("up");
        }

        // When
        PrivatePostgres.delete(closed);

        // Then
        assertThat(closed).doesNotExist();
    }

    private Endpoints.Postgres startAndStop() {
        try (var first = PrivatePostgres.start(directory, 0, null)) {
            return first.endpoint();
        }
    }

    /// The shells beside the server that would stop it.
    private static void killKeepers(ProcessHandle server) {
        ProcessHandle shell = server.parent().orElseThrow();
        shell.children()
                .filter(child -> !child.equals(server))
                .forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !shell.isAlive());
    }

    private long postmasterPid() throws Exception {
        return Long.parseLong(
                Files.readAllLines(directory.resolve("cluster/data/postmaster.pid")).getFirst());
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(file)));
    }

    private static Connection connect(Endpoints.Postgres endpoint) throws SQLException {
        return DriverManager.getConnection(
                endpoint.jdbcUrl(), endpoint.user(), endpoint.password().value());
    }

    private static void execute(Endpoints.Postgres endpoint, String sql) throws SQLException {
        try (var connection = connect(endpoint);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Endpoints.Postgres endpoint, String sql) throws SQLException {
        try (var connection = connect(endpoint);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
