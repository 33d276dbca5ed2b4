package dev.tributary.standalone.stack;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.EmbeddedPorts;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.ingestor.IngestorService;
import dev.tributary.ingestor.launch.Relaunch;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.status.IngestorStatus;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.mcp.BridgeService;
import dev.tributary.processor.ProcessorService;
import dev.tributary.program.StatusServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The embedded stack: starts its parts in the order of the flow, closes them in reverse. While it
/// runs, the data directory's endpoints file tells the other programs where it is.
public final class Stack implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Stack.class);

    /// The data directory lets one stack run.
    private static final String ALONE = "embedded";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DataDirectory data;
    private final Endpoints endpoints;

    /// @param progress told before each part starts, for people who wait
    public static Stack start(DataDirectory data, Settings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(data, settings, Occasion.asked(), null, progress);
    }

    /// @param forAgents by which the query daemon is found that answers agents; null to serve none
    public static Stack start(
            DataDirectory data,
            Settings settings,
            Occasion occasion,
            @Nullable ArchiveIdentity forAgents,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        return new Stack(data, settings, occasion, forAgents, progress);
    }

    private Stack(
            DataDirectory data,
            Settings settings,
            Occasion occasion,
            @Nullable ArchiveIdentity forAgents,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        this.data = data;
        Files.createDirectories(data.root());
        parts.push(StackLock.take(data));
        boolean started = false;
        try {
            // Left by a killed run; its process number may be anybody's now.
            Files.deleteIfExists(data.endpointsFile());
            ThisStart run = keep(ThisStart.begin(data, InstantSource.system(), occasion));
            progress.accept("Kafka");
            EmbeddedBroker broker =
                    keep(EmbeddedBroker.start(data.kafka(), settings.embedded().kafkaPort()));
            progress.accept("Postgres");
            PrivatePostgres postgres =
                    keep(
                            PrivatePostgres.start(
                                    data.postgres(),
                                    settings.embedded().postgresPort(),
                                    settings.embedded().postgresBin()));
            LogClients clients = new LogClients(broker.endpoint());
            progress.accept("topics");
            TopicProvisioner.provision(clients);
            PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            progress.accept("processor");
            ProcessorService processor =
                    keep(ProcessorService.start(settings, postgres.endpoint(), clients, metrics));
            progress.accept("ingestor");
            IngestorService ingestor =
                    keep(
                            new IngestorService(
                                    settings,
                                    clients,
                                    metrics,
                                    Instance.lasting(ALONE),
                                    relaunch(data, forAgents)));
            StatusServer status = keep(statusServer(settings, ingestor, processor, metrics));
            endpoints =
                    new Endpoints(
                            ProcessHandle.current().pid(),
                            broker.endpoint(),
                            postgres.endpoint(),
                            URI.create("http://127.0.0.1:" + status.port() + "/status"),
                            agents(data, settings, forAgents));
            ingestor.start();
            run.up();
            endpoints.write(data.endpointsFile());
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private static Relaunch relaunch(DataDirectory data, @Nullable ArchiveIdentity archive) {
        return new Relaunch(data, archive == null ? null : archive.configuration(), Map.of());
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    /// On the usual port, or on a free one where another stack has that.
    private static StatusServer statusServer(
            Settings settings,
            IngestorService ingestor,
            ProcessorService processor,
            PrometheusMeterRegistry metrics)
            throws IOException {
        String host = settings.status().host();
        Supplier<StatusServer.Health> health =
                () -> IngestorStatus.health(ingestor.accounts()).and(processor.health());
        Supplier<ObjectNode> status =
                () -> IngestorStatus.json(ingestor.accounts()).setAll(processor.status());
        try {
            return StatusServer.start(host, IngestorStatus.PORT, health, metrics::scrape, status);
        } catch (IOException taken) {
            log.atInfo().addKeyValue("error", taken.getMessage()).log("status on another port");
            return StatusServer.start(host, 0, health, metrics::scrape, status);
        }
    }

    /// A port that was not asked for is no reason to do without the rest.
    private Endpoints.Agents agents(
            DataDirectory where, Settings settings, @Nullable ArchiveIdentity forAgents)
            throws IOException {
        if (forAgents == null || !settings.mcp().enabled()) {
            return Endpoints.Agents.off("mcp.enabled is false");
        }
        try {
            return Endpoints.Agents.at(keep(BridgeService.start(settings, where, forAgents)).uri());
        } catch (BindException e) {
            if (settings.mcp().configuredPort() != null) {
                throw e;
            }
            String why =
                    "port "
                            + settings.mcp().port()
                            + " is taken by "
                            + EmbeddedPorts.holder(settings.mcp().port())
                            + "; stop that one, or set mcp.port, and start again";
            log.atWarn().addKeyValue("error", why).log("agents are not served");
            return Endpoints.Agents.off(why);
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(data.endpointsFile());
        } catch (IOException e) {
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("file", data.endpointsFile())
                    .log("endpoints file not removed");
        }
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.atError()
                        .setCause(e)
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .log("part did not close");
            }
        }
    }
}
