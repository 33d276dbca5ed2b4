package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
            Query.execute(endpoint, "CREATE TABLE t AS SELECT 'kept' AS c");
        }

        // When
        try (var after = PrivatePostgres.start(directory, 0, null)) {

            // Then
            assertThat(after.endpoint()).isEqualTo(endpoint);
            assertThat(Query.one(endpoint, "SELECT c FROM t")).isEqualTo("kept");
        }
    }

    @Test
    void aPasswordThatAnEarlierBuildSetStillLetsIn() throws Exception {
        try (var first = PrivatePostgres.start(directory, 0, null)) {
            Endpoints.Postgres own = first.endpoint();
            Secret superuser =
                    new Secret(Files.readString(directory.resolve("superuser-password")).strip());
            Query.execute(
                    new Endpoints.Postgres(own.jdbcUrl(), Cluster.SUPERUSER, superuser),
                    "ALTER ROLE tributary PASSWORD '" + own.password().value() + "'");
        }

        try (var second = PrivatePostgres.start(directory, 0, null)) {
            assertThat(Query.one(second.endpoint(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void whenItsProgramIsKilledItStopsAndNothingCommittedIsLost() throws Exception {
        // Given
        Endpoints.Postgres endpoint = startAndStop();
        try (var child = ChildJvm.start("postgres", directory)) {
            assertThat(child.said()).isEqualTo("up");
            Query.execute(endpoint, "CREATE TABLE t AS SELECT 'kept' AS c");
            long postmaster = postmasterPid();

            // When
            child.kill();

            // Then
            await().atMost(PATIENCE).until(() -> ProcessHandle.of(postmaster).isEmpty());
        }
        try (var _ = PrivatePostgres.start(directory, 0, null)) {
            assertThat(Query.one(endpoint, "SELECT c FROM t")).isEqualTo("kept");
        }
    }

    @Test
    void aServerThatOutlivedItsProgramIsStoppedAndStartedAnew() throws Exception {
        // Given
        Endpoints.Postgres endpoint = startAndStop();
        try (var child = ChildJvm.start("postgres", directory)) {
            Query.execute(endpoint, "CREATE TABLE t AS SELECT 'kept' AS c");
            long orphan = postmasterPid();
            killKeepers(ProcessHandle.of(orphan).orElseThrow());
            child.kill();
            assertThat(ProcessHandle.of(orphan)).isPresent();

            // When
            try (var _ = PrivatePostgres.start(directory, 0, null)) {

                // Then
                assertThat(Query.one(endpoint, "SELECT c FROM t")).isEqualTo("kept");
                assertThat(postmasterPid()).isNotEqualTo(orphan);
            }
        }
    }

    @Test
    void aKilledServerIsStartedAgain() throws Exception {
        // Given
        try (var postgres = PrivatePostgres.start(directory, 0, null, Durability.THROWAWAY)) {
            Query.execute(postgres.endpoint(), "CREATE TABLE t AS SELECT 'kept' AS c");
            long killed = postmasterPid();

            // When
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            // Then
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        assertThat(postmasterPid()).isNotEqualTo(killed);
                        assertThat(Query.one(postgres.endpoint(), "SELECT c FROM t"))
                                .isEqualTo("kept");
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
    void whereTheServersUserCannotReachItsDataALinkLeadsToThem() throws Exception {
        // Given
        assumeTrue(ServerUser.isRoot(), "only root starts the server as somebody else");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Path closed = directory.resolve("postgres");

        // When
        try (var postgres = PrivatePostgres.start(closed, 0, null, Durability.THROWAWAY)) {

            // Then
            Path home = closed.resolve("cluster").toRealPath();
            assertThat(closed.resolve("cluster")).isSymbolicLink();
            assertThat(home).startsWith(Path.of("/var/lib/tributary-postgres"));
            assertThat(home.resolve("belongs-to")).hasContent(closed.toString());
            assertThat(Query.one(postgres.endpoint(), "SELECT 'up'")).isEqualTo("up");
        }

        // When
        PrivatePostgres.delete(closed);

        // Then
        assertThat(closed).doesNotExist();
    }

    private Endpoints.Postgres startAndStop() {
        try (var first = PrivatePostgres.start(directory, 0, null, Durability.THROWAWAY)) {
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
}
