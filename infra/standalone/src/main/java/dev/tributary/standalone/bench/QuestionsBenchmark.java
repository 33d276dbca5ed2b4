package dev.tributary.standalone.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one waits for a warm daemon: from before the connection to the first piece of the answer,
/// in one client process, every question another one.
final class QuestionsBenchmark implements Benchmark.Several {

    private static final int QUESTIONS = 500;
    private static final int WARM_UP = 200;
    private static final double BAR = 50;

    /// All of irc-ubuntu.
    static final int MESSAGES = 237_509;

    /// Where irc-ubuntu is not at hand.
    private static final int GENERATED = 20_000;

    private final Path root;
    private final @Nullable Path data;

    /// @param data of a running stack; null to make one
    QuestionsBenchmark(Path root, @Nullable Path data) {
        this.root = root;
        this.data = data;
    }

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public String description() {
        return "%d distinct questions of each kind to a warm daemon, from the command to the first output"
                .formatted(QUESTIONS);
    }

    @Override
    public List<Result> measure(Consumer<String> progress) throws Exception {
        try (AskedArchive archive = archive(progress)) {
            long messages = archive.messages();
            progress.accept("%,d messages".formatted(messages));
            if (messages < MESSAGES) {
                progress.accept(
                        "the bar is for %,d messages: set TRIBUTARY_TEST_DATA".formatted(MESSAGES));
            }
            Queries queries = new Queries(archive.texts());
            DaemonOfArchive daemon = new DaemonOfArchive(root, archive.data());
            boolean wasRunning = daemon.isRunning();
            daemon.start();
            try {
                return measure(daemon, queries, progress);
            } finally {
                if (!wasRunning) {
                    daemon.stop();
                }
            }
        }
    }

    private AskedArchive archive(Consumer<String> progress) throws Exception {
        if (data != null) {
            return AskedArchive.running(data);
        }
        Corpus corpus = Corpus.find(System.getenv());
        return AskedArchive.imported(
                corpus.importLines(corpus.isReal() ? MESSAGES : GENERATED), progress);
    }

    private static List<Result> measure(
            DaemonOfArchive daemon, Queries queries, Consumer<String> progress) throws Exception {
        List<String> kinds = List.of("text", "semantic", "hybrid");
        for (String kind : kinds) {
            for (String query : queries.next(WARM_UP)) {
                daemon.ask(kind, query);
            }
        }
        List<Result> results = new ArrayList<>();
        for (String kind : kinds) {
            List<String> distinct = queries.next(QUESTIONS);
            double[] millis = new double[QUESTIONS];
            for (int i = 0; i < QUESTIONS; i++) {
                millis[i] = daemon.ask(kind, distinct.get(i));
            }
            results.add(Result.OfSpread.of("questions-" + kind, millis, BAR));
            progress.accept("%s: asked".formatted(kind));
        }
        return results;
    }
}
