package dev.tributary.processor;

import dev.tributary.archive.Archive;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import dev.tributary.processor.embed.EmbedService;
import dev.tributary.processor.embed.EmbedState;
import dev.tributary.processor.embed.StageModel;
import dev.tributary.processor.feed.FeedService;
import dev.tributary.processor.feed.FeedState;
import dev.tributary.processor.feed.FeedStatus;
import dev.tributary.processor.normalise.NormaliseService;
import dev.tributary.processor.store.Store;
import dev.tributary.processor.store.StoreState;
import dev.tributary.program.StatusServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The stages of the processor, started in the order of the flow and closed in reverse.
public final class ProcessorService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProcessorService.class);

    private static final String RUNNING = "running";

    private final Deque<AutoCloseable> stages = new ArrayDeque<>();
    private final Map<String, Supplier<String>> states = new LinkedHashMap<>();
    private @Nullable FeedService feed;

    private ProcessorService() {}

    /// The topics must exist; the archive is made or migrated here.
    ///
    /// @throws dev.tributary.contract.runtime.NothingReachable if no Postgres answers
    /// @throws dev.tributary.embedding.ModelUnusable if the configured model cannot be loaded; an
    ///   endpoint that does not answer only lets the stage wait
    public static ProcessorService start(
            Settings settings,
            Endpoints.Postgres postgres,
            LogClients clients,
            MeterRegistry metrics) {
        ProcessorService service = new ProcessorService();
        boolean started = false;
        try {
            Archive archive = service.keep(Archive.open(postgres));
            NormaliseService normalise =
                    service.keep(NormaliseService.start(settings.processor(), clients, metrics));
            service.states.put("normalise", () -> normalise.isRunning() ? RUNNING : "starting");
            boolean feeds = settings.processor().feed();
            Store store = service.keep(new Store(clients, archive, metrics, feeds));
            service.states.put("store", () -> describe(store.state()));
            store.start();
            if (settings.embedding().enabled()) {
                StageModel model = service.keep(StageModel.open(settings.embedding()));
                EmbedService embed =
                        service.keep(
                                EmbedService.start(
                                        archive,
                                        clients,
                                        model::embedder,
                                        metrics,
                                        RandomGenerator.getDefault()));
                service.states.put("embed", () -> describe(embed.state()));
            }
            if (feeds) {
                service.feed =
                        service.keep(
                                FeedService.start(
                                        postgres, clients, metrics, RandomGenerator.getDefault()));
            } else {
                FeedService.release(archive);
            }
            started = true;
            return service;
        } finally {
            if (!started) {
                service.close();
            }
        }
    }

    private static String describe(StoreState state) {
        return switch (state) {
            case StoreState.Idle _ -> "starting";
            case StoreState.Running _ -> RUNNING;
            case StoreState.Waiting waiting -> "waiting: " + waiting.reason();
            case StoreState.Stopped _ -> "stopped";
            case StoreState.Failed failed -> "failed: " + failed.reason();
        };
    }

    private static String describe(EmbedState state) {
        return switch (state) {
            case EmbedState.Running _ -> RUNNING;
            case EmbedState.Waiting waiting -> "waiting: " + waiting.reason();
            case EmbedState.Stopped _ -> "stopped";
            case EmbedState.Failed failed -> "failed: " + failed.reason();
        };
    }

    /// Alive while every stage runs. A feed that another processor reads, or that this Postgres
    /// does not let be read, harms nothing.
    public StatusServer.Health health() {
        Stream<String> sentences =
                states.entrySet().stream()
                        .map(stage -> stage.getKey() + " is " + stage.getValue().get())
                        .filter(sentence -> !sentence.endsWith(" is " + RUNNING));
        Stream<String> feeding =
                Stream.ofNullable(feed)
                        .map(FeedService::state)
                        .filter(FeedStatus::isUnwell)
                        .map(state -> "feed is " + FeedStatus.describe(state));
        String notRunning = Stream.concat(sentences, feeding).collect(Collectors.joining("; "));
        return new StatusServer.Health(
                notRunning.isEmpty(), notRunning.isEmpty() ? "ok" : notRunning);
    }

    /// `{"stages": {"normalise": "running", ...}, "feed": {...}}`; see [FeedStatus#json].
    public ObjectNode status() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ObjectNode stages = json.putObject("stages");
        states.forEach((stage, state) -> stages.put(stage, state.get()));
        if (feed != null) {
            FeedState state = feed.state();
            stages.put("feed", FeedStatus.describe(state));
            json.set("feed", FeedStatus.json(state));
        }
        return json;
    }

    private <T extends AutoCloseable> T keep(T stage) {
        stages.push(stage);
        return stage;
    }

    @Override
    public void close() {
        while (!stages.isEmpty()) {
            AutoCloseable stage = stages.pop();
            try {
                stage.close();
            } catch (Exception e) {
                log.atError()
                        .setCause(e)
                        .addKeyValue("source", stage.getClass().getSimpleName())
                        .log("stage did not close");
            }
        }
    }
}
