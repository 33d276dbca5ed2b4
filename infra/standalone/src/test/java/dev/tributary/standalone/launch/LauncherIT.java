package dev.tributary.standalone.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.standalone.launch.LaunchedInstallation.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `bin/query-cli` as a person starts it, with the files that the build makes.
@Tag("stack")
class LauncherIT {

    @TempDir private static Path directory;
    private static LaunchedInstallation installation;
    private static Path root;
    private static String launcher;
    private static Map<String, String> environment;

    /// How a cache may be when the launcher meets it.
    enum Damage {
        MISSING,
        EMPTY,
        TRUNCATED,
        RANDOM_BYTES,
        ANOTHER_JDKS,
        A_DIRECTORY;

        void doTo(Path cache) throws IOException {
            byte[] whole = Files.readAllBytes(cache);
            Files.delete(cache);
            switch (this) {
                case MISSING -> {}
                case EMPTY -> Files.createFile(cache);
                case TRUNCATED -> Files.write(cache, Arrays.copyOf(whole, whole.length / 2));
                case RANDOM_BYTES -> {
                    byte[] random = new byte[whole.length];
                    new Random(25).nextBytes(random);
                    Files.write(cache, random);
                }
                case ANOTHER_JDKS -> Files.write(cache, withOtherVersion(whole));
                case A_DIRECTORY -> Files.createDirectory(cache);
            }
        }

        private static byte[] withOtherVersion(byte[] cache) {
            byte[] other = cache.clone();
            byte[] version = System.getProperty("java.vm.version").getBytes(UTF_8);
            for (int i = 0; i < 4096; i++) {
                if (Arrays.equals(other, i, i + version.length, version, 0, version.length)) {
                    other[i] = '1';
                    return other;
                }
            }
            throw new IllegalStateException("the cache does not name the JDK's version");
        }
    }

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        root = Files.createDirectory(directory.toRealPath().resolve("a house"));
        installation = LaunchedInstallation.in(root);
        launcher = root.resolve("bin/query-cli").toString();
        environment =
                Map.of(
                        "XDG_RUNTIME_DIR", root.toString(),
                        "TRIBUTARY_HOME", root.resolve("data").toString());
    }

    @Test
    void passesACallToTheDaemonWithoutLoadingALibrary() throws Exception {
        // Options of Java are split at blanks.
        Path classes = directory.resolve("classes.log");
        Map<String, String> watched =
                Map.of(
                        "XDG_RUNTIME_DIR", root.toString(),
                        "TRIBUTARY_HOME", root.resolve("data").toString(),
                        "TRIBUTARY_JAVA_OPTS", "-Xlog:class+load:file=" + classes);

        Run run;
        try (Daemon _ = daemon()) {
            run = installation.run(watched, launcher, "search", "text", "a word", "*");
        }

        assertThat(run).isEqualTo(new Run(3, "called\n", "remarked\n"));
        assertThat(Files.readString(classes))
                .contains("dev.tributary.rpc.client.DaemonClient")
                .doesNotContainPattern(
                        "picocli|org\\.apache\\.kafka|org\\.postgresql|java\\.sql\\.|onnxruntime"
                                + "|org\\.slf4j|ch\\.qos\\.logback|tools\\.jackson|fasterxml"
                                + "|org\\.tomlj|org\\.jline");
    }

    @ParameterizedTest
    @EnumSource
    void answersWithoutAWordMoreFromACacheThatIs(Damage damage) throws Exception {
        Path cache = installation.launch().resolve("client.aot");
        Path kept = Files.copy(cache, root.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
        Run run;
        damage.doTo(cache);

        try (Daemon _ = daemon()) {
            run = installation.run(environment, launcher, "search", "text", "word");
        } finally {
            Files.delete(existing(cache));
            Files.move(kept, cache);
        }

        assertThat(run).isEqualTo(new Run(3, "called\n", "remarked\n"));
    }

    @ParameterizedTest
    @EnumSource
    void runsTheFullProgramWithoutAWordMoreFromACacheThatIs(Damage damage) throws Exception {
        Path cache = installation.launch().resolve("cli.aot");
        Path kept = Files.copy(cache, root.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
        Run sound = installation.run(environment, launcher, "daemon", "--help");
        Run run;
        damage.doTo(cache);

        try {
            run = installation.run(environment, launcher, "daemon", "--help");
        } finally {
            Files.delete(existing(cache));
            Files.move(kept, cache);
        }

        assertThat(run).isEqualTo(sound);
    }

    /// One that runs already: what the new one says is the same from every cache.
    @ParameterizedTest
    @EnumSource
    void startsADaemonWithoutAWordMoreFromACacheThatIs(Damage damage) throws Exception {
        Path cache = installation.launch().resolve("daemon.aot");
        Path kept = Files.copy(cache, root.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
        String data = root.resolve("data").toString();
        Run run;
        damage.doTo(cache);

        try (Daemon _ = daemon()) {
            run =
                    installation.run(
                            environment,
                            launcher,
                            "daemon",
                            "start",
                            "--foreground",
                            "--log-to-file",
                            "--data",
                            data);
        } finally {
            Files.delete(existing(cache));
            Files.move(kept, cache);
        }

        String sentence =
                "query-cli: the query daemon of the archive in \""
                        + data
                        + "\" already runs, as process "
                        + ProcessHandle.current().pid()
                        + "\n";
        assertThat(run).isEqualTo(new Run(2, "", sentence));
    }

    @Test
    void startsTheDaemonFromTheCaches() throws Exception {
        Path logs = Files.createDirectory(directory.resolve("first-start"));
        Map<String, String> watched = new HashMap<>(environment);
        watched.put("TRIBUTARY_JAVA_OPTS", "-Xlog:class+load:file=" + logs.resolve("%p.log"));

        Run run = installation.run(watched, launcher, "chats");

        Run stopped = installation.run(environment, launcher, "daemon", "stop");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(stopped.exitCode()).isZero();
        assertThat(text(logs))
                .contains("java.lang.ProcessImpl source: shared objects file")
                .contains("dev.tributary.cli.daemon.QueryDaemon source: shared objects file")
                .doesNotContain("ch.qos.logback.classic.util.ContextInitializer")
                .doesNotContainPattern("\\Q.RollingFileAppender source: \\E(file|jrt)");
    }

    private static String text(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void isFoundThroughSymbolicLinksFromAnyDirectory() throws Exception {
        Path one = Files.createSymbolicLink(root.resolve("one"), Path.of("bin/query-cli"));
        Path two = Files.createSymbolicLink(root.resolve("two"), one);

        Run run = installation.run(environment, two.toString(), "--version");

        assertThat(run).isEqualTo(new Run(0, "tributary 0.1.0\n", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./query-cli --version",
                "sh query-cli --version",
                "PATH=.:$PATH; query-cli --version"
            })
    void isFoundByAWordWithoutItsDirectory(String called) throws Exception {
        Run run =
                installation.run(
                        environment,
                        "bash",
                        "-c",
                        "cd \"$0\" && " + called,
                        root.resolve("bin").toString());

        assertThat(run).isEqualTo(new Run(0, "tributary 0.1.0\n", ""));
    }

    /// The reader has left before the first word is written.
    @Test
    void endsQuietlyWhereNobodyReads() throws Exception {
        Run run =
                installation.run(
                        environment,
                        "bash",
                        "-c",
                        "mkfifo \"$1\" && exec 3<>\"$1\" 4>\"$1\" 3<&- && \"$0\" completion bash"
                                + " >&4 3>&-; echo $?",
                        launcher,
                        root.resolve("pipe").toString());

        assertThat(run).isEqualTo(new Run(0, "141\n", ""));
    }

    /// A cache that could not be restored would hide the next test's damage.
    private static Path existing(Path cache) throws IOException {
        return Files.exists(cache) ? cache : Files.createFile(cache);
    }

    private static Daemon daemon() throws Exception {
        ArchiveIdentity archive = ArchiveIdentity.of(null, null, root, environment, "anna", root);
        DaemonPlace place =
                DaemonPlace.of("tributary", DaemonId.of("query", archive.facts()), environment);
        String build = Files.readString(installation.launch().resolve("build")).strip();
        return Daemon.open(
                place,
                build,
                (_, reply) -> {
                    reply.out().write("called\n".getBytes(UTF_8));
                    reply.err().write("remarked\n".getBytes(UTF_8));
                    return 3;
                },
                DaemonLimits.DEFAULT,
                List.of());
    }
}
