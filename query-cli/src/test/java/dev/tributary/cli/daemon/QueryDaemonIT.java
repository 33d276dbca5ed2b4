package dev.tributary.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Cli;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.rpc.client.CommandFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The daemon as a process: how it starts, shows itself and leaves.
@Tag("stack")
@Timeout(120)
class QueryDaemonIT {

    @TempDir Path directory;

    private Path data;
    private Cli cli;

    @BeforeEach
    void install() throws IOException {
        data = Files.createDirectory(directory.toRealPath().resolve("data"));
        cli =
                new Cli(
                        new QueryCli(Asking.once(Clock.systemUTC()), Clock.systemUTC()),
                        Map.of(
                                "TRIBUTARY_HOME", data.toString(),
                                "XDG_RUNTIME_DIR", directory.toString()),
                        TerminalFacts.plain(ZoneOffset.UTC));
        Path launcher = directory.resolve("root/bin/query-cli");
        Files.createDirectories(launcher.getParent());
        Files.writeString(
                launcher,
                "#!/bin/sh\nunset TZ\nexport XDG_RUNTIME_DIR='%s'\nexec %s \"$@\"\n"
                        .formatted(directory, String.join(" ", DaemonChild.java())));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        System.setProperty("tributary.root", directory.resolve("root").toString());
    }

    @AfterEach
    void leaveNothing() {
        cli.run("daemon", "stop");
        System.clearProperty("tributary.root");
    }

    @Test
    void startsOnceAndStopsWhenAsked() {
        Cli.Result absent = cli.run("daemon", "status");
        Cli.Result started = cli.run("daemon", "start");
        Cli.Result again = cli.run("daemon", "start");
        Cli.Result restarted = cli.run("daemon", "restart");
        Cli.Result stopped = cli.run("daemon", "stop");
        Cli.Result stoppedAgain = cli.run("daemon", "stop");

        assertThat(absent.exitCode()).isEqualTo(4);
        assertThat(absent.err()).contains("no query daemon runs for this archive");
        assertThat(started.err()).matches("query-cli: the query daemon runs \\(process \\d+\\)\n");
        assertThat(started.exitCode()).isZero();
        assertThat(again.err()).contains("already runs (process ");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(restarted.err()).contains("has ended").contains("the query daemon runs");
        assertThat(restarted.exitCode()).isZero();
        assertThat(stopped.err()).contains("the query daemon has ended (process ");
        assertThat(stopped.exitCode()).isZero();
        assertThat(stoppedAgain.err()).contains("no query daemon runs");
        assertThat(stoppedAgain.exitCode()).isZero();
    }

    @Test
    void tellsScriptsThatNoneRuns() {
        Cli.Result absent = cli.run("daemon", "status", "--output", "json");

        assertThat(absent.exitCode()).isEqualTo(4);
        assertThat(absent.json().at("/error/code").asString()).isEqualTo("no_daemon");
    }

    @Test
    void showsWhyItCannotBeStarted() throws IOException {
        Files.writeString(
                directory.resolve("root/bin/query-cli"), "#!/bin/sh\necho no memory\nexit 1\n");

        Cli.Result result = cli.run("daemon", "start");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no memory");
    }

    @Test
    void leavesInOrderOnSigterm() throws Exception {
        try (DaemonChild child = DaemonChild.start(data, directory)) {
            child.process().toHandle().destroy();

            assertThat(child.process().waitFor()).isZero();
            assertThat(Files.readString(log())).contains("asked to end");
        }
    }

    @Test
    void doesNotRunTwice() throws Exception {
        try (DaemonChild first = DaemonChild.start(data, directory)) {
            Process second = DaemonChild.process(data, directory);

            assertThat(second.waitFor()).isEqualTo(2);
            assertThat(first.process().isAlive()).isTrue();
        }
    }

    @Test
    void startsWithoutAStackAndAnswersAsThisProcessWould() throws Exception {
        try (DaemonChild child = DaemonChild.start(data, directory)) {
            Cli.Result there = child.call("stats").result();

            assertThat(there).isEqualTo(cli.run("stats"));
            assertThat(there.exitCode()).isEqualTo(4);
            assertThat(child.call("daemon", "status").result().err())
                    .contains("degraded: nothing runs on the data in");
        }
    }

    @Test
    void answersAsThisProcessWouldWherePostgresIsAway() throws Exception {
        Files.writeString(
                data.resolve("tributary.toml"),
                "[postgres]\nurl = \"jdbc:postgresql://127.0.0.1:1/none\"\nuser = \"nobody\"\n");
        try (DaemonChild child = DaemonChild.start(data, directory)) {
            Cli.Result there = child.call("search", "text", "x").result();

            assertThat(there).isEqualTo(cli.run("search", "text", "x"));
            assertThat(there.err()).contains("Connection to 127.0.0.1:1 refused");
        }
    }

    @Test
    void answersAsThisProcessWouldWhereTheConfigurationIsWrong() throws Exception {
        Files.writeString(data.resolve("tributary.toml"), "[postgres]\nurll = \"x\"\n");
        try (DaemonChild child = DaemonChild.start(data, directory)) {
            Cli.Result there = child.call("search", "text", "x", "--output", "json").result();

            assertThat(there).isEqualTo(cli.run("search", "text", "x", "--output", "json"));
            assertThat(there.json().at("/error/code").asString()).isEqualTo("configuration");
        }
    }

    @Test
    void leavesWhenNobodyAsksOrTheConfigurationChanges() throws Exception {
        Path configuration =
                Files.writeString(
                        data.resolve("tributary.toml"), "[query]\nidle_timeout = \"1s\"\n");
        try (DaemonChild idle = DaemonChild.start(data, directory)) {
            assertThat(idle.process().waitFor()).isZero();
        }
        Files.writeString(configuration, "");
        try (DaemonChild old = DaemonChild.start(data, directory)) {
            Files.writeString(configuration, "[logging]\nlevel = \"warn\"\n");

            assertThat(old.process().waitFor()).isZero();
        }
        try (Stream<String> lines = Files.lines(log())) {
            assertThat(lines)
                    .anyMatch(line -> line.contains("idle for"))
                    .anyMatch(line -> line.contains("the configuration has changed"));
        }
    }

    @Test
    void showsItselfAndWhatItDependsOn() throws Exception {
        try (SmallArchive archive = new SmallArchive(new DataDirectory(data));
                DaemonChild child = DaemonChild.start(data, directory)) {
            DaemonChild.Reply first = child.call("search", "semantic", "a pet");
            DaemonChild.Reply second = child.call("search", "hybrid", "a pet");

            JsonNode shown = cli.run("daemon", "status", "--output", "json").json();

            assertThat(first.progress()).containsExactly("loading the model");
            assertThat(second.progress()).isEmpty();
            assertThat(shown.at("/data/pid").asLong()).isEqualTo(child.process().pid());
            assertThat(shown.at("/data/model/name").asString()).isEqualTo("all-minilm-l6-v2-q");
            assertThat(shown.at("/data/model/loaded").asBoolean()).isTrue();
            assertThat(shown.at("/data/database/reachable").asBoolean()).isTrue();
            assertThat(archive.postgres().jdbcUrl())
                    .contains(shown.at("/data/database/address").asString());
            assertThat(shown.at("/data/database/version").asString()).matches("\\d+.*");
            assertThat(shown.at("/data/sources/0/account").asString()).isEqualTo("jsonl:a");
            assertThat(shown.at("/data/memory/resident_bytes").asLong()).isGreaterThan(1 << 20);
            assertThat(shown.at("/data/requests/served").asLong()).isEqualTo(2);
            assertThat(shown.at("/data/requests/running").asLong()).isEqualTo(1);
            assertThat(shown.at("/data/latency_ms/p95").asDouble()).isPositive();
            assertThat(shown.at("/meta/degraded").valueStream().map(JsonNode::asString))
                    .containsExactly("no ingestor answers at " + SmallArchive.NO_INGESTOR);
            assertThat(cli.run("daemon", "status").out())
                    .contains("all-minilm-l6-v2-q, loaded")
                    .contains("3 served");
        }
    }

    @Test
    void loadsTheModelOnceForAllWhoComeAtOnce() throws Exception {
        try (SmallArchive _ = new SmallArchive(new DataDirectory(data));
                DaemonChild child = DaemonChild.start(data, directory);
                ExecutorService callers = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> calls =
                    Collections.nCopies(
                            6, () -> child.call("search", "semantic", "a pet").result().exitCode());

            List<Future<Integer>> codes = callers.invokeAll(calls);

            for (Future<Integer> code : codes) {
                assertThat(code.get()).isZero();
            }
            try (Stream<String> lines = Files.lines(log())) {
                assertThat(lines.filter(line -> line.contains("the embedding model is ready")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void findsAStackThatCameBackElsewhere() throws Exception {
        DataDirectory directories = new DataDirectory(data);
        try (SmallArchive archive = new SmallArchive(directories);
                DaemonChild child = DaemonChild.start(data, directory)) {
            Endpoints real = Endpoints.read(directories.endpointsFile()).orElseThrow();
            Endpoints.Postgres gone =
                    new Endpoints.Postgres(
                            "jdbc:postgresql://127.0.0.1:1/none",
                            "nobody",
                            archive.postgres().password());
            new Endpoints(1, real.kafka(), gone, null).write(directories.endpointsFile());
            Cli.Result away = child.call("stats").result();
            archive.point(directories);

            Cli.Result back = child.call("stats").result();

            assertThat(away.exitCode()).isEqualTo(4);
            assertThat(back.exitCode()).isZero();
        }
    }

    @Test
    void refusesACommandOfAKindThatItDoesNotKnow() throws Exception {
        try (DaemonChild child = DaemonChild.start(data, directory)) {
            assertThatThrownBy(() -> child.call(ByteBuffer.wrap(new byte[] {'?'})))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("knows no commands of the kind 63");
            assertThat(child.call("--version").result().exitCode()).isZero();
        }
    }

    @Test
    void showsTheEndOfItsLog() throws Exception {
        Cli.Result none = cli.run("daemon", "logs");
        try (DaemonChild child = DaemonChild.start(data, directory)) {
            await().atMost(Duration.ofSeconds(5)).until(() -> Files.size(log()) > 0);

            Cli.Result logs = cli.run("daemon", "logs", "--lines", "1");

            assertThat(none.exitCode()).isEqualTo(1);
            assertThat(logs.out().lines().toList())
                    .isEqualTo(List.of(Files.readAllLines(log()).getLast()));
            assertThat(child.process().isAlive()).isTrue();
        }
    }

    private Path log() {
        return data.resolve("logs/query-daemon.log");
    }
}
