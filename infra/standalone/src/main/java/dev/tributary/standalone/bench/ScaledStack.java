package dev.tributary.standalone.bench;

import dev.tributary.archive.Archive;
import dev.tributary.archive.vectors.VectorState;
import dev.tributary.archive.vectors.Vectors;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.log.LogClients;
import dev.tributary.log.RawRecords;
import dev.tributary.log.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;

/// A log and an archive of their own, and processors that may use a share of a core each. Knows
/// what it was told, to hold it against the rows.
final class ScaledStack implements AutoCloseable {

    private static final double CORES = 0.4;
    private static final Duration STUCK = Duration.ofMinutes(3);

    private final Path root;
    private final DataDirectory data;
    private final EmbeddedBroker broker;
    private final Archive archive;
    private final KafkaProducer<String, byte[]> producer;
    private final ScaleTown town = new ScaleTown();
    private final List<LimitedProcessor> processors = new ArrayList<>();
    private final Map<String, String> told = new HashMap<>();
    private final Set<TextHash> texts = new HashSet<>();
    private int started;

    /// @param root of the checkout
    /// @param directory an empty one
    ScaledStack(Path root, Path directory, PrivatePostgres postgres, String database)
            throws IOException, InterruptedException {
        this.root = root;
        this.data = new DataDirectory(Files.createDirectories(directory));
        this.broker = EmbeddedBroker.start(data.kafka(), 0);
        Endpoints endpoints =
                new Endpoints(
                        ProcessHandle.current().pid(),
                        broker.endpoint(),
                        postgres.createDatabase(database),
                        null);
        endpoints.write(data.endpointsFile());
        LogClients clients = new LogClients(endpoints.kafka());
        TopicProvisioner.provision(clients);
        this.archive = Archive.open(endpoints.postgres());
        this.producer = clients.producer(Map.of("linger.ms", 5));
    }

    /// Starts them together and returns when all work.
    void start(int count) throws IOException, InterruptedException {
        List<LimitedProcessor> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fresh.add(begin());
        }
        for (LimitedProcessor processor : fresh) {
            processor.awaitStarted();
        }
    }

    /// Starts one and does not wait for it.
    LimitedProcessor begin() throws IOException {
        Path log = data.root().resolve("processor-" + started++ + ".log");
        LimitedProcessor processor = LimitedProcessor.start(root, data.root(), log, CORES);
        processors.add(processor);
        return processor;
    }

    /// What stops the newest one as `kill` does; it takes a moment.
    Runnable stopNewest() {
        LimitedProcessor newest = processors.removeLast();
        return () -> {
            try {
                newest.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    void killOldest() throws IOException, InterruptedException {
        processors.removeFirst().kill();
    }

    Duration processorTime() {
        return processors.stream()
                .map(LimitedProcessor::processorTime)
                .reduce(Duration.ZERO, Duration::plus);
    }

    void tell(int number, Origin origin, String text) {
        RawEvent event = town.message(number, origin, text);
        told.put(town.account(number) + "/" + number, text);
        texts.add(TextHash.of(text).orElseThrow());
        var _ = producer.send(RawRecords.toRecord(event));
    }

    /// Returns when every text has its vector.
    ///
    /// @throws IllegalStateException if nothing moves for minutes
    void awaitVectors() throws SQLException, InterruptedException {
        producer.flush();
        await(texts.size(), "texts are embedded", this::vectors);
    }

    /// Returns when every message has its row; embedding goes on behind.
    ///
    /// @throws IllegalStateException if nothing moves for minutes
    void awaitRows() throws SQLException, InterruptedException {
        producer.flush();
        await(told.size(), "messages are stored", () -> number("select count(*) from messages"));
    }

    private interface Count {
        long now() throws SQLException;
    }

    private static void await(long all, String what, Count count)
            throws SQLException, InterruptedException {
        long last = -1;
        long moved = System.nanoTime();
        for (long now = count.now(); now < all; now = count.now()) {
            if (now != last) {
                last = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > STUCK.toNanos()) {
                throw new IllegalStateException(
                        now + " of " + all + " " + what + " and no more come");
            }
            Thread.sleep(200);
        }
    }

    private long vectors() throws SQLException {
        return archive.inTransaction(tx -> {
            for (VectorState model : Vectors.models(tx)) {
                return Vectors.count(tx, model);
            }
            return 0L;
        });
    }

    /// Row for row what was told, each once.
    ///
    /// @throws IllegalStateException with the first difference
    void verify() throws SQLException {
        Map<String, String> missing = new HashMap<>(told);
        archive.inTransaction(tx -> {
            try (var query = tx.createStatement();
                    ResultSet row =
                            query.executeQuery("select account, message, text from messages")) {
                while (row.next()) {
                    String key = row.getString(1) + "/" + row.getString(2);
                    if (!row.getString(3).equals(missing.remove(key))) {
                        throw new IllegalStateException("the row " + key + " was not told so");
                    }
                }
            }
            return true;
        });
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    missing.size()
                            + " messages are lost, such as "
                            + missing.keySet().iterator().next());
        }
        long versions = number("select count(*) from message_versions");
        if (versions != told.size()) {
            throw new IllegalStateException(
                    told.size() + " messages have " + versions + " versions");
        }
    }

    /// The newest live message of each account, by its number; see [PauseWatch].
    Map<String, Long> newest(long least) throws SQLException {
        return archive.inTransaction(tx -> {
            Map<String, Long> newest = new HashMap<>();
            try (var query =
                    tx.prepareStatement(
                            "select account, max(message_number) from messages"
                                    + " where message_number >= ? group by account")) {
                query.setLong(1, least);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        newest.put(row.getString(1), row.getLong(2));
                    }
                }
            }
            return newest;
        });
    }

    String account(int number) {
        return town.account(number).toString();
    }

    private long number(String sql) throws SQLException {
        return archive.inTransaction(tx -> {
            try (var query = tx.createStatement();
                    ResultSet row = query.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (LimitedProcessor processor : processors) {
            processor.close();
        }
        producer.close(Duration.ofSeconds(5));
        archive.close();
        broker.close();
    }
}
