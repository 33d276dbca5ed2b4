package dev.tributary.standalone;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.ingestor.IngestorService;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.processor.ProcessorService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded stack: starts its parts in the order of the flow, closes them in reverse. While it runs, the data
/// directory's endpoints file tells the other programs where it is.
public final class Stack implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Stack.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DataDirectory data;
    private final Endpoints endpoints;

    /// @param progress told before each part starts, for people who wait
    public static Stack start(
            DataDirectory data, Settings settings, MeterRegistry metrics, Consumer<String> progress)
            throws IOException, InterruptedException {
        return new Stack(data, settings, metrics, progress);
    }

    private Stack(DataDirectory data, Settings settings, MeterRegistry metrics, Consumer<String> progress)
            throws IOException, InterruptedException {
        this.data = data;
        Files.createDirectories(data.root());
        parts.push(StackLock.take(data));
        boolean started = false;
        try {
            progress.accept("Kafka");
            EmbeddedBroker broker = keep(EmbeddedBroker.start(data.kafka(), settings.embedded().kafkaPort()));
            progress.accept("Postgres");
            PrivatePostgres postgres =
                    keep(
                            PrivatePostgres.start(
                                    data.postgres(),
                                    settings.embedded().postgresPort(),
                                    settings.embedded().postgresBin()));
            endpoints = new Endpoints(ProcessHandle.current().pid(), broker.endpoint(), postgres.endpoint());
            LogClients clients = new LogClients(endpoints.kafka());
            progress.accept("topics");
            try (Admin admin = clients.admin()) {
                new TopicProvisioner(admin, 1).provision();
            }
            progress.accept("processor");
            keep(ProcessorService.start(settings, endpoints, clients, metrics));
            progress.accept("ingestor");
            keep(IngestorService.start(settings, clients, metrics));
            endpoints.write(data.endpointsFile());
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(data.endpointsFile());
        } catch (IOException e) {
            log.atWarn().setCause(e).addKeyValue("file", data.endpointsFile()).log("endpoints file not removed");
        }
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.atError().setCause(e).addKeyValue("part", part.getClass().getSimpleName()).log("part did not close");
            }
        }
    }
}
