package dev.tributary.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.ReplyLost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody holds a table, so that a command's statement waits in Postgres until its caller leaves.
@Tag("stack")
@Timeout(120)
class CancelledCommandsIT {

    private static final int LEAVING = 21;

    @TempDir private Path directory;

    private Path data;
    private SmallArchive small;
    private Archive archive;

    @BeforeEach
    void open() throws Exception {
        data = Files.createDirectory(directory.toRealPath().resolve("data"));
        small = new SmallArchive(new DataDirectory(data));
        archive = Archive.open(small.postgres());
    }

    @AfterEach
    void close() {
        archive.close();
        small.close();
    }

    @Test
    void theDaemonStopsTheStatementOfACallerWhoLeavesWithinATenthOfASecond() throws Exception {
        try (DaemonChild daemon = DaemonChild.start(data, directory)) {
            List<Duration> took = new ArrayList<>();
            try (Connection holder = holder()) {
                for (int i = 0; i < LEAVING; i++) {
                    took.add(stopped(daemon));
                }
                holder.rollback();
            }

            // The middle one: a busy machine may hold up any of them.
            took.sort(null);
            assertThat(took.get(LEAVING / 2)).isLessThan(Duration.ofMillis(100));
            assertThat(took.getLast()).isLessThan(Duration.ofSeconds(1));
            for (int i = 0; i < 10; i++) {
                assertThat(daemon.call("stats").result().exitCode()).isZero();
            }
        }
    }

    /// How long a statement goes on for a caller who has left.
    private Duration stopped(DaemonChild daemon) throws InterruptedException {
        Thread caller = Thread.ofPlatform().start(() -> call(daemon));
        await().until(() -> waiting() == 1);
        long left = System.nanoTime();
        caller.interrupt();
        await().pollInterval(Duration.ofMillis(2)).until(() -> waiting() == 0);
        Duration took = Duration.ofNanos(System.nanoTime() - left);
        caller.join();
        return took;
    }

    @Test
    void aCommandWithoutTheDaemonStopsItsStatementOnCtrlC() throws Exception {
        try (Connection holder = holder()) {
            List<String> command = new ArrayList<>(DaemonChild.java());
            command.addAll(List.of("stats", "--no-daemon", "--data", data.toString()));
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("out").toFile())
                            .start();
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 1);

            process.toHandle().destroy();

            assertThat(process.waitFor()).isEqualTo(128 + 15);
            assertThat(waiting()).isZero();
            holder.rollback();
        }
    }

    private Connection holder() throws SQLException {
        Connection holder = archive.dataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table messages in access exclusive mode");
        }
        return holder;
    }

    private static void call(DaemonChild daemon) {
        try {
            daemon.call("stats");
        } catch (IOException | ReplyLost | CommandFailed e) {
            // It left before the answer came.
            Thread.currentThread().interrupt();
        }
    }

    private long waiting() throws SQLException {
        try (Connection connection = archive.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from pg_stat_activity where wait_event_type ="
                                        + " 'Lock' and application_name like 'tributary-query%'"
                                        + " and datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
