package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Kafka broker in this JVM, KRaft combined mode, on 127.0.0.1 with a password. Port, password
/// and data are kept in its directory and survive restarts and kill -9.
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String PART = "the broker";
    static final String PORT = "port";
    static final String CONTROLLER_PORT = "controller-port";

    private static final long LEAST_MEGABYTES = 64;

    private final BrokerNode node;
    private final DirectoryLock lock;
    private final Endpoints.Kafka endpoint;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(BrokerNode node, DirectoryLock lock, Endpoints.Kafka endpoint) {
        this.node = node;
        this.lock = lock;
        this.endpoint = endpoint;
    }

    /// Returns when the broker takes requests: after about two seconds.
    ///
    /// @param port 0 for the one of last time, or a free one at first
    /// @throws AlreadyHeld if a broker runs on the directory
    /// @throws CannotStart if the port is taken, the disk is full or the directory not ours
    public static EmbeddedBroker start(Path directory, int port) {
        try {
            StateDirectory state = StateDirectory.open(directory, "rwx------");
            DirectoryLock lock = DirectoryLock.take(state.root());
            try {
                return start(state, lock, port);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw CannotStart.in(directory, PART, e);
        }
    }

    private static EmbeddedBroker start(StateDirectory state, DirectoryLock lock, int wantedPort)
            throws IOException {
        long before = System.nanoTime();
        CannotStart.requireSpace(state.root(), LEAST_MEGABYTES, PART);
        int port = state.port(PORT, wantedPort);
        int controllerPort = state.port(CONTROLLER_PORT, 0);
        state.requireFree(port, wantedPort, PORT, "embedded.kafka_port");
        state.requireKeptFree(controllerPort, CONTROLLER_PORT);
        BrokerSettings settings =
                new BrokerSettings(
                        state.file("logs"), port, controllerPort, state.password("password"));
        format(state, settings);
        sayWhyItHalts(state);
        BrokerNode node = run(state, settings);
        endHangingTransactions(endpoint(settings));
        LOG.atInfo()
                .addKeyValue("port", port)
                .addKeyValue("durationMs", (System.nanoTime() - before) / 1_000_000)
                .log("the broker is up");
        return new EmbeddedBroker(node, lock, endpoint(settings));
    }

    /// Kafka ends the whole JVM when it can no longer write its log; an operator wants to know why.
    private static void sayWhyItHalts(StateDirectory state) {
        Exit.setHaltProcedure((code, message) -> {
            LOG.atError()
                    .addKeyValue("directory", state.root())
                    .addKeyValue("freeBytes", state.root().toFile().getUsableSpace())
                    .addKeyValue("error", message)
                    .log(
                            "the broker gave up and ends this program; if its disk is full,"
                                    + " make room and start again: nothing that was"
                                    + " acknowledged is lost");
            Runtime.getRuntime().halt(code);
        });
    }

    private static BrokerNode run(StateDirectory state, BrokerSettings settings) {
        @Nullable BrokerNode node = null;
        try {
            node = new BrokerNode(settings.properties());
            node.start();
            return node;
        } catch (RuntimeException e) {
            if (node != null) {
                node.stop();
            }
            throw CannotStart.in(state.root(), PART, e);
        }
    }

    /// A broker that cannot be asked is no worse than it was: its clients will say so.
    private static void endHangingTransactions(Endpoints.Kafka endpoint) {
        try (Admin admin = new LogClients(endpoint).admin()) {
            new HangingTransactions(admin).abort();
        } catch (ExecutionException | KafkaException e) {
            LOG.atWarn()
                    .setCause(e)
                    .log(
                            "transactions without an end could not be looked for; restart to try"
                                    + " again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Endpoints.Kafka endpoint(BrokerSettings settings) {
        return new Endpoints.Kafka(
                Map.of(
                        "bootstrap.servers", new Secret("127.0.0.1:" + settings.port()),
                        "security.protocol", new Secret("SASL_PLAINTEXT"),
                        "sasl.mechanism", new Secret("PLAIN"),
                        "sasl.jaas.config", new Secret(settings.clientJaas())));
    }

    /// Only on the first start; one that was interrupted is done again.
    private static void format(StateDirectory state, BrokerSettings settings) throws IOException {
        if (Files.exists(settings.logs().resolve("meta.properties"))) {
            return;
        }
        state.keep("format.properties", asText(settings.properties()));
        Path file = state.file("format.properties");
        try {
            BrokerNode.format(
                    List.of(
                            "--ignore-formatted",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            file.toString()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String asText(Properties properties) {
        return properties.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /// All that a Kafka client needs.
    public Endpoints.Kafka endpoint() {
        return endpoint;
    }

    /// Writes out and stops; takes less than a second. Harmless when repeated.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        node.stop();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the broker's lock file could not be closed");
        }
    }
}
