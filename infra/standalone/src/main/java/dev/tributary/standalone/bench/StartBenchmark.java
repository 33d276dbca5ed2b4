package dev.tributary.standalone.bench;

import dev.tributary.rpc.wire.Frame;
import dev.tributary.standalone.bench.Hyperfine.Measured;
import dev.tributary.standalone.bench.Result.Bar;
import dev.tributary.standalone.bench.Result.OfMemory;
import dev.tributary.standalone.bench.Result.OfProcess;
import dev.tributary.standalone.stack.Scratch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// How long the client takes from its start to its exit, against hello world on the same JDK with
/// the same flags; by turns, a few runs of each at a time. Beside them, without a bar: the same
/// question through psql, and what connecting to the daemon costs a program that is no JVM.
final class StartBenchmark implements Benchmark.Several {

    private static final int TURNS = 5;
    private static final int RUNS = 5;

    /// A small archive does: what is measured is the way to it.
    private static final int MESSAGES = 5_000;

    private static final int WARM_UP = 300;
    private static final double NATIVE_DAEMON = 5;

    private final Path root;
    private final @Nullable Path data;

    /// @param data of a running stack; null to make one
    StartBenchmark(Path root, @Nullable Path data) {
        this.root = root;
        this.data = data;
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "query-cli from start to exit, against hello world on the same JDK, medians of %d"
                .formatted(TURNS * RUNS);
    }

    @Override
    public List<Result> measure(Consumer<String> progress) throws Exception {
        try (Scratch scratch = Scratch.create("start")) {
            // First of all, so that a missing program is told before the long work.
            Hyperfine hyperfine = new Hyperfine(scratch.path().resolve("times.json"));
            try (AskedArchive archive =
                    data != null
                            ? AskedArchive.running(data)
                            : AskedArchive.imported(
                                    Corpus.find(System.getenv()).importLines(MESSAGES), progress)) {
                return new Run(hyperfine, scratch, archive, progress).measure();
            }
        }
    }

    /// What one subject's runs are called and held against.
    ///
    /// @param limit of the ratio to hello world; null for none
    private record Subject(String name, Measured measured, @Nullable Double limit) {}

    private final class Run {
        private final Hyperfine hyperfine;
        private final Scratch scratch;
        private final AskedArchive archive;
        private final Consumer<String> progress;
        private final DaemonOfArchive daemon;
        private final Queries queries;
        private final String word;
        private final Map<String, double[]> times = new LinkedHashMap<>();

        Run(Hyperfine hyperfine, Scratch scratch, AskedArchive archive, Consumer<String> progress)
                throws Exception {
            this.hyperfine = hyperfine;
            this.scratch = scratch;
            this.archive = archive;
            this.progress = progress;
            this.daemon = new DaemonOfArchive(root, archive.data());
            this.queries = new Queries(archive.texts());
            this.word = queries.word();
        }

        List<Result> measure() throws Exception {
            boolean wasRunning = daemon.isRunning();
            try {
                List<Result> results = new ArrayList<>(memory());
                List<Subject> subjects = subjects();
                for (int turn = 1; turn <= TURNS; turn++) {
                    warmUp();
                    for (Subject subject : subjects) {
                        add(subject);
                    }
                    progress.accept("turn %d of %d".formatted(turn, TURNS));
                }
                results.addAll(0, processes(subjects));
                return results;
            } finally {
                if (!wasRunning) {
                    daemon.stop();
                }
            }
        }

        private List<Result> memory() throws Exception {
            daemon.stop();
            daemon.start();
            daemon.ask("text", word);
            double idle = daemon.residentMegabytes();
            for (String query : queries.next(20)) {
                daemon.ask("semantic", query);
            }
            double model = daemon.residentMegabytes();
            return List.of(
                    new OfMemory("memory-idle", idle, new Bar("MB", 150, idle)),
                    new OfMemory("memory-model", model, new Bar("MB", 350, model)),
                    new OfMemory("memory-native", NATIVE_DAEMON, null));
        }

        private void warmUp() throws Exception {
            for (String query : queries.next(WARM_UP)) {
                daemon.ask("text", query);
            }
        }

        /// The cold one comes last: it leaves another daemon behind.
        private List<Subject> subjects() throws Exception {
            List<String> text = daemon.commandLine("search", "text", word);
            List<String> direct = daemon.commandLine("search", "text", "--no-daemon", word);
            List<Subject> subjects = new ArrayList<>();
            subjects.add(
                    new Subject("hello", Measured.of(HelloWorld.make(scratch).command()), null));
            subjects.add(new Subject("warm-text", Measured.of(text), 2.5));
            subjects.add(
                    new Subject(
                            "help",
                            Measured.of(List.of(daemon.launcher().toString(), "--help")),
                            2.0));
            psql().ifPresent(subjects::add);
            netcat().ifPresent(subjects::add);
            subjects.add(new Subject("no-daemon", Measured.of(direct), 7.0));
            Map<String, String> noCache = Map.of("TRIBUTARY_JAVA_OPTS", "-XX:AOTMode=off");
            subjects.add(
                    new Subject(
                            "no-daemon-no-aot", new Measured(direct, List.of(), noCache), null));
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

        private static Optional<String> firstLine(List<String> command)
                throws InterruptedException {
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

        private void add(Subject subject) throws IOException, InterruptedException {
            double[] fresh = hyperfine.measure(subject.measured(), RUNS);
            times.merge(
                    subject.name(),
                    fresh,
                    (all, more) ->
                            DoubleStream.concat(Arrays.stream(all), Arrays.stream(more)).toArray());
        }

        private List<Result> processes(List<Subject> subjects) {
            List<Result> results = new ArrayList<>();
            double hello = median("hello");
            for (Subject subject : subjects) {
                double median = median(subject.name());
                Bar bar =
                        switch (subject.name()) {
                            case "cold-text" -> new Bar("ms", 500, median);
                            default ->
                                    subject.limit() == null
                                            ? null
                                            : new Bar("x hello", subject.limit(), median / hello);
                        };
                results.add(result(subject.name(), median / hello, bar));
                if (subject.name().equals("no-daemon-no-aot")) {
                    double share = median("no-daemon") / median;
                    results.add(
                            result("no-daemon", share, new Bar("x without AOT cache", 0.4, share)));
                }
            }
            return results;
        }

        private OfProcess result(String name, double ratio, @Nullable Bar bar) {
            double[] runs = times.getOrDefault(name, new double[0]);
            return new OfProcess(
                    name,
                    median(name),
                    Arrays.stream(runs).min().orElse(0),
                    Arrays.stream(runs).max().orElse(0),
                    runs.length,
                    ratio,
                    bar);
        }

        private double median(String name) {
            return Result.median(times.getOrDefault(name, new double[] {0}).clone());
        }
    }
}
