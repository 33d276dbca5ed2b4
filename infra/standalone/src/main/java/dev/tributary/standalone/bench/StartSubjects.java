package dev.tributary.standalone.bench;

import dev.tributary.rpc.wire.Frame;
import dev.tributary.standalone.bench.Hyperfine.Measured;
import dev.tributary.standalone.stack.Scratch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What [StartBenchmark] starts: the client in its ways, hello world, and two programs that are no
/// JVM where they are installed.
///
/// @param word that the questions look for
/// @param progress told what is left out
record StartSubjects(
        Scratch scratch,
        AskedArchive archive,
        DaemonOfArchive daemon,
        String word,
        Consumer<String> progress) {

    /// What one subject's runs are called and held against.
    ///
    /// @param limit of the ratio to hello world; null for none
    record Subject(String name, Measured measured, @Nullable Double limit) {}

    /// The cold one comes last: it leaves another daemon behind.
    List<Subject> all() throws Exception {
        List<String> text = daemon.commandLine("search", "text", word);
        List<String> direct = daemon.commandLine("search", "text", "--no-daemon", word);
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject("hello", Measured.of(HelloWorld.make(scratch).command()), null));
        subjects.add(new Subject("warm-text", Measured.of(text), 2.5));
        subjects.add(
                new Subject(
                        "help", Measured.of(List.of(daemon.launcher().toString(), "--help")), 2.0));
        psql().ifPresent(subjects::add);
        netcat().ifPresent(subjects::add);
        subjects.add(new Subject("no-daemon", Measured.of(direct), 7.0));
        Map<String, String> noCache = Map.of("TRIBUTARY_JAVA_OPTS", "-XX:AOTMode=off");
        subjects.add(
                new Subject("no-daemon-no-aot", new Measured(direct, List.of(), noCache), null));
        List<String> stop =
                List.of(
                        daemon.launcher().toString(),
                        "daemon",
                        "stop",
                        "--data",
                        archive.data().toString());
        subjects.add(new Subject("cold-text", new Measured(text, stop, Map.of()), null));
        return subjects;
    }

    /// The program itself: Debian's psql is a script that looks for it.
    private Optional<Subject> psql() throws IOException, InterruptedException {
        Optional<String> programs = firstLine(List.of("pg_config", "--bindir"));
        Path psql = Path.of(programs.orElse("/usr/bin"), "psql");
        if (!Files.isExecutable(psql)) {
            progress.accept("psql was not found (pg_config --bindir): left out");
            return Optional.empty();
        }
        String url = archive.postgres().jdbcUrl().replaceFirst("^jdbc:", "");
        String sql =
                "select sent_at, sender, text from tributary.messages where tsv @@"
                        + " websearch_to_tsquery('tributary_shared.tributary_text', '"
                        + word.replace("'", "''")
                        + "') order by sent_at desc limit 20";
        Map<String, String> password =
                Map.of(
                        "PGPASSWORD",
                        archive.postgres().password().value(),
                        "PGUSER",
                        archive.postgres().user());
        return Optional.of(
                new Subject(
                        "psql",
                        new Measured(
                                List.of(psql.toString(), "-X", "-d", url, "-c", sql),
                                List.of(),
                                password),
                        null));
    }

    /// Says hello as a client does, hears the daemon's and leaves; a shell, which takes a
    /// millisecond, opens the file.
    private Optional<Subject> netcat() throws IOException, InterruptedException {
        Optional<String> help = firstLine(List.of("nc", "-h"));
        if (help.isEmpty() || !help.get().contains("OpenBSD")) {
            progress.accept("nc -U was not found (Debian: netcat-openbsd): left out");
            return Optional.empty();
        }
        Path hello = Files.write(scratch.path().resolve("hello.frame"), helloFrame());
        return Optional.of(
                new Subject(
                        "nc",
                        new Measured(
                                List.of(
                                        "sh",
                                        "-c",
                                        "exec nc -N -U \"$1\" <\"$2\"",
                                        "sh",
                                        daemon.socket().toString(),
                                        hello.toString()),
                                List.of(),
                                Map.of()),
                        null));
    }

    /// [Frame.Hello] as it travels: length, type 1, then protocol, pid, the largest command,
    /// purpose 1 (asks whatever build runs) and the build's name after its length.
    private static byte[] helloFrame() {
        byte[] build = "bench".getBytes(StandardCharsets.UTF_8);
        int length = 4 + 8 + 4 + 1 + 4 + build.length;
        return ByteBuffer.allocate(4 + 1 + length)
                .putInt(length)
                .put((byte) 1)
                .putInt(Frame.PROTOCOL)
                .putLong(0)
                .putInt(0)
                .put((byte) 1)
                .putInt(build.length)
                .put(build)
                .array();
    }

    private static Optional<String> firstLine(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
