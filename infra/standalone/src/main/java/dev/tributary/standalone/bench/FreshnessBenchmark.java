package dev.tributary.standalone.bench;

import dev.tributary.archive.Archive;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.query.Model;
import dev.tributary.query.QueryEngine;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.PlainMessage;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsEvents;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.stack.Scratch;
import dev.tributary.standalone.stack.Stack;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// How long a live message takes until a search finds it: from the poll's answer leaving the
/// simulator to the first `search text` that returns it, asked over one open connection, embedding
/// on.
final class FreshnessBenchmark implements Benchmark.Spread {

    private static final int EVENTS = 1_000;
    private static final int EVENTS_PER_SECOND = 20;

    /// The import begins when so many live events are through.
    private static final int UNDISTURBED = 100;

    private static final int IMPORTED = 237_509;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final boolean beside;

    /// @param beside whether an import runs beside it
    FreshnessBenchmark(boolean beside) {
        this.beside = beside;
    }

    @Override
    public String name() {
        return beside ? "freshness-import" : "freshness";
    }

    @Override
    public String description() {
        return "%,d events at %d a second, from the poll's answer to being found%s"
                .formatted(EVENTS, EVENTS_PER_SECOND, beside ? ", while an import runs" : "");
    }

    @Override
    public double[] measure(Consumer<String> progress) throws Exception {
        try (Scratch scratch = Scratch.create("freshness");
                VkTeamsSimulator vkTeams =
                        VkTeamsSimulator.start(
                                0, Script.of(Script.DEFAULT_BOT, List.of()), Conduct.good());
                Stack stack = Stack.start(scratch.data(), settings(scratch, vkTeams), _ -> {});
                Archive archive = Archive.open(stack.endpoints().postgres());
                QueryEngine engine =
                        new QueryEngine(
                                archive.dataSource(),
                                Model.of(SettingsLoader.load(null, Map.of()).embedding()),
                                Clock.systemUTC(),
                                Duration.ofSeconds(30))) {
            return new Run(vkTeams, engine, scratch.path(), progress).measure();
        }
    }

    private static Settings settings(Scratch scratch, VkTeamsSimulator vkTeams) throws Exception {
        Path file =
                Files.writeString(
                        scratch.path().resolve("tributary.toml"),
                        "[logging]\nlevel = \"error\"\n[vkteams.bench]\nbase_url = \"%s\"\ntoken = \"%s\"\n"
                                .formatted(vkTeams.baseUrl(), vkTeams.bots().getFirst().token()));
        return SettingsLoader.load(file, Map.of());
    }

    /// A word that no other resembles: a search that finds nothing goes on to similar words.
    private static String unlike(int number) {
        return new Random(number)
                .ints(12, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private record Waiting(long eventId, String word) {}

    private final class Run {
        private final VkTeamsSimulator vkTeams;
        private final QueryEngine engine;
        private final Path data;
        private final Consumer<String> progress;
        private final Bot bot;
        private final ConcurrentLinkedQueue<Waiting> published = new ConcurrentLinkedQueue<>();
        private final double[] millis = new double[EVENTS];
        private int found;

        Run(VkTeamsSimulator vkTeams, QueryEngine engine, Path data, Consumer<String> progress) {
            this.vkTeams = vkTeams;
            this.engine = engine;
            this.data = data;
            this.progress = progress;
            this.bot = vkTeams.bots().getFirst();
        }

        double[] measure() throws Exception {
            try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                    var importing = Executors.newSingleThreadExecutor()) {
                AtomicInteger next = new AtomicInteger();
                var ticks =
                        clock.scheduleAtFixedRate(
                                () -> publish(next.getAndIncrement()),
                                0,
                                1000 / EVENTS_PER_SECOND,
                                TimeUnit.MILLISECONDS);
                var imported = beside ? importing.submit(this::importCorpus) : null;
                search();
                ticks.cancel(false);
                if (imported != null) {
                    progress.accept("the import took %.0f s".formatted(imported.get() / 1e9));
                }
            }
            return millis;
        }

        private void publish(int number) {
            if (number >= EVENTS) {
                return;
            }
            String word = unlike(number);
            PlainMessage message =
                    new PlainMessage(
                            "chat " + number % 10,
                            number + 1,
                            "sender" + number % 7,
                            Instant.now(),
                            "is this " + word + " already here",
                            null);
            published.add(
                    new Waiting(vkTeams.publish(bot, VkTeamsEvents.newMessage(message)), word));
        }

        /// Asks for the oldest first, over and over, until all are found.
        private void search() throws InterruptedException {
            List<Waiting> waiting = new ArrayList<>();
            long lastFound = System.nanoTime();
            while (found < EVENTS) {
                for (Waiting w = published.poll(); w != null; w = published.poll()) {
                    waiting.add(w);
                }
                List<Waiting> stillWaiting = new ArrayList<>();
                for (Waiting w : waiting) {
                    if (!isFound(w)) {
                        stillWaiting.add(w);
                    }
                }
                if (stillWaiting.size() < waiting.size()) {
                    lastFound = System.nanoTime();
                } else if (System.nanoTime() - lastFound > PATIENCE.toNanos()) {
                    throw new IllegalStateException(
                            found
                                    + " of "
                                    + EVENTS
                                    + " events were found, and none for "
                                    + PATIENCE);
                }
                waiting = stillWaiting;
                Thread.sleep(1);
            }
        }

        private boolean isFound(Waiting waiting) {
            Question question =
                    new Question.SearchText(waiting.word(), Filters.NONE, PageRequest.first(1));
            try {
                if (!(engine.ask(question).answer() instanceof Answer.Hits hits)
                        || hits.hits().stream()
                                .noneMatch(hit -> hit.message().text().contains(waiting.word()))) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            Instant now = Instant.now();
            Instant left = vkTeams.departedAt(bot, waiting.eventId()).orElseThrow();
            millis[found++] = Duration.between(left, now).toNanos() / 1e6;
            return true;
        }

        private long importCorpus() throws Exception {
            Path file = data.resolve("corpus.jsonl");
            Files.write(file, Corpus.find(System.getenv()).importLines(IMPORTED));
            while (found < UNDISTURBED) {
                Thread.sleep(10);
            }
            long started = System.nanoTime();
            int code =
                    Ingestor.run(
                            Map.of(),
                            new PrintWriter(Writer.nullWriter()),
                            Stream.of(
                                            "import",
                                            "jsonl",
                                            "--account",
                                            "bench",
                                            "--quiet",
                                            "--data",
                                            data.toString(),
                                            file.toString())
                                    .toArray(String[]::new));
            if (code != ExitCode.OK) {
                throw new IllegalStateException("the import ended with exit code " + code);
            }
            return System.nanoTime() - started;
        }
    }
}
