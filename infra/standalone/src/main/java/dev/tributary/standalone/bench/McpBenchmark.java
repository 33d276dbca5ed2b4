package dev.tributary.standalone.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an agent waits for the bridge over stdio: from its start to the answer to `initialize`,
/// with the query daemon there and not, and for a search once everything is warm.
final class McpBenchmark implements Benchmark.Several {

    private static final int STARTS = 20;
    private static final double START_BAR = 1_000;
    private static final int QUESTIONS = 500;
    private static final int WARM_UP = 200;
    private static final double SEARCH_BAR = 25;

    /// Where irc-ubuntu is not at hand.
    private static final int GENERATED = 20_000;

    private final Path root;
    private final @Nullable Path data;

    /// @param data of a running stack; null to make one
    McpBenchmark(Path root, @Nullable Path data) {
        this.root = root;
        this.data = data;
    }

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public String description() {
        return "%d starts of the bridge, and %d distinct search_hybrid calls at its client"
                .formatted(STARTS, QUESTIONS);
    }

    @Override
    public List<Result> measure(Consumer<String> progress) throws Exception {
        try (AskedArchive archive = archive(progress)) {
            progress.accept("%,d messages".formatted(archive.messages()));
            Queries queries = new Queries(archive.texts());
            DaemonOfArchive daemon = new DaemonOfArchive(root, archive.data());
            boolean wasRunning = daemon.isRunning();
            List<Result> results = new ArrayList<>();
            try {
                daemon.stop();
                results.add(starts("mcp-start", archive.data()));
                daemon.start();
                results.add(starts("mcp-start-daemon", archive.data()));
                progress.accept("started");
                results.add(searches(archive.data(), queries));
                return results;
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
                corpus.importLines(corpus.isReal() ? QuestionsBenchmark.MESSAGES : GENERATED),
                progress);
    }

    private Result starts(String name, Path archive) throws Exception {
        double[] millis = new double[STARTS];
        // The first one reads the files from the disk.
        for (int i = -1; i < STARTS; i++) {
            long begun = System.nanoTime();
            try (BridgeChild _ = BridgeChild.start(root, archive)) {
                millis[Math.max(0, i)] = (System.nanoTime() - begun) / 1e6;
            }
        }
        return Result.OfSpread.of(name, millis, START_BAR);
    }

    private Result searches(Path archive, Queries queries) throws Exception {
        try (BridgeChild bridge = BridgeChild.start(root, archive)) {
            for (String query : queries.next(WARM_UP)) {
                bridge.search(query);
            }
            List<String> distinct = queries.next(QUESTIONS);
            double[] millis = new double[QUESTIONS];
            for (int i = 0; i < QUESTIONS; i++) {
                millis[i] = bridge.search(distinct.get(i));
            }
            return Result.OfSpread.of("mcp-search-hybrid", millis, SEARCH_BAR);
        }
    }
}
