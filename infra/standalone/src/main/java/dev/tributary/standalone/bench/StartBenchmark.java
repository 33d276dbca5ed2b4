package dev.tributary.standalone.bench;

import dev.tributary.standalone.bench.Result.Bar;
import dev.tributary.standalone.bench.Result.OfMemory;
import dev.tributary.standalone.bench.Result.OfProcess;
import dev.tributary.standalone.stack.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                List<StartSubjects.Subject> subjects =
                        new StartSubjects(scratch, archive, daemon, word, progress).all();
                for (int turn = 1; turn <= TURNS; turn++) {
                    warmUp();
                    for (StartSubjects.Subject subject : subjects) {
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

        private void add(StartSubjects.Subject subject) throws IOException, InterruptedException {
            double[] fresh = hyperfine.measure(subject.measured(), RUNS);
            times.merge(
                    subject.name(),
                    fresh,
                    (all, more) ->
                            DoubleStream.concat(Arrays.stream(all), Arrays.stream(more)).toArray());
        }

        private List<Result> processes(List<StartSubjects.Subject> subjects) {
            List<Result> results = new ArrayList<>();
            double hello = median("hello");
            for (StartSubjects.Subject subject : subjects) {
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
