package dev.tributary.standalone.bench;

import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.raw.Origin;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.standalone.stack.Scratch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Three processors against one, each limited to 0.4 of a core, from the raw log to the vector; and
/// how long a live message waits at most while one is added, stopped or killed.
final class ScaleBenchmark implements Benchmark.Several {

    private static final int MESSAGES = 24_000;

    /// Of each processor: on a share of a core compiling takes as long as working at first.
    private static final int WARM_UP = 3_000;

    private static final int MOST_PROCESSORS = 3;
    private static final int ROUNDS = 3;
    private static final int CHANGES = 3;
    private static final int KILLS = 6;
    private static final double BETWEEN_KILLS = 20;
    private static final double SETTLE = 12;

    private final Path root;
    private int stacks;

    /// @param root of the checkout
    ScaleBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String description() {
        return "%,d messages of 12 accounts by three processors of 0.4 cores against one, and %d kills"
                .formatted(MESSAGES, KILLS);
    }

    @Override
    public List<Result> measure(Consumer<String> progress) throws Exception {
        List<String> texts = texts();
        try (Scratch scratch = Scratch.create("scale");
                PrivatePostgres postgres =
                        PrivatePostgres.start(scratch.data().postgres(), 0, null)) {
            List<double[]> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double one = rate(scratch, postgres, texts, 1, progress);
                double three = rate(scratch, postgres, texts, MOST_PROCESSORS, progress);
                rounds.add(new double[] {three, one});
            }
            List<Result> results = new ArrayList<>();
            results.add(Result.OfRatio.of("scale-3-to-1", "messages", rounds));
            results.addAll(pauses(scratch, postgres, texts, progress));
            return results;
        }
    }

    /// Each has a vector of its own.
    private static List<String> texts() {
        Map<TextHash, String> distinct = new LinkedHashMap<>();
        for (String text :
                Corpus.find(System.getenv()).texts(MESSAGES + MOST_PROCESSORS * WARM_UP)) {
            TextHash.of(text).ifPresent(hash -> distinct.putIfAbsent(hash, text));
        }
        return List.copyOf(distinct.values());
    }

    private ScaledStack stack(Scratch scratch, PrivatePostgres postgres) throws Exception {
        String name = "scale_" + stacks++;
        return new ScaledStack(root, scratch.path().resolve(name), postgres, name);
    }

    private double rate(
            Scratch scratch,
            PrivatePostgres postgres,
            List<String> texts,
            int processors,
            Consumer<String> progress)
            throws Exception {
        try (ScaledStack stack = stack(scratch, postgres)) {
            stack.start(processors);
            int warm = processors * WARM_UP;
            int all = Math.min(texts.size(), warm + MESSAGES);
            tell(stack, texts, 0, warm);
            stack.awaitVectors();
            var before = stack.processorTime();
            long begun = System.nanoTime();
            tell(stack, texts, warm, all);
            stack.awaitVectors();
            double seconds = (System.nanoTime() - begun) / 1e9;
            double used = stack.processorTime().minus(before).toNanos() / 1e9;
            stack.verify();
            double rate = (all - warm) / seconds;
            progress.accept(
                    String.format(
                            Locale.ROOT,
                            "%d of 0.4 cores: %,.0f messages/s; each used %.2f of a core,"
                                    + " %,.0f messages a CPU-second; rows equal",
                            processors,
                            rate,
                            used / seconds / processors,
                            (all - warm) / used));
            return rate;
        }
    }

    private static void tell(ScaledStack stack, List<String> texts, int from, int to) {
        for (int number = from; number < to; number++) {
            stack.tell(number, Origin.IMPORT, texts.get(number));
        }
    }

    private List<Result> pauses(
            Scratch scratch,
            PrivatePostgres postgres,
            List<String> texts,
            Consumer<String> progress)
            throws Exception {
        List<double[]> quiet = new ArrayList<>();
        List<double[]> added = new ArrayList<>();
        List<double[]> stopped = new ArrayList<>();
        List<double[]> killed = new ArrayList<>();
        try (ScaledStack stack = stack(scratch, postgres)) {
            stack.start(MOST_PROCESSORS);
            tell(stack, texts, 0, MOST_PROCESSORS * WARM_UP);
            stack.awaitVectors();
            PauseWatch watch = new PauseWatch(stack, texts, MOST_PROCESSORS * WARM_UP);
            quiet.add(watch.during(() -> true, SETTLE));
            for (int i = 0; i < CHANGES; i++) {
                LimitedProcessor fourth = stack.begin();
                added.add(watch.during(fourth::isStarted, SETTLE));
                Thread stop = Thread.ofVirtual().start(stack.stopNewest());
                stopped.add(watch.during(() -> !stop.isAlive(), SETTLE));
            }
            progress.accept("a fourth was added and stopped, %d times".formatted(CHANGES));
            for (int i = 0; i < KILLS; i++) {
                stack.killOldest();
                LimitedProcessor _ = stack.begin();
                killed.add(watch.during(() -> true, BETWEEN_KILLS));
            }
            stack.awaitRows();
            stack.verify();
            progress.accept(KILLS + " were killed, one every 20 s; rows equal");
        }
        return List.of(
                spread("scale-wait-quiet", quiet),
                spread("scale-wait-add", added),
                spread("scale-wait-stop", stopped),
                spread("scale-wait-kill", killed));
    }

    private static Result spread(String name, List<double[]> waits) {
        return Result.OfSpread.of(
                name, waits.stream().flatMapToDouble(Arrays::stream).toArray(), null);
    }
}
