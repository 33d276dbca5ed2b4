package dev.tributary.standalone.bench;

import dev.tributary.archive.Archive;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.PrivatePostgres;
import dev.tributary.log.LogClients;
import dev.tributary.log.TopicProvisioner;
import dev.tributary.processor.normalise.Normaliser;
import dev.tributary.processor.normalise.Normalisers;
import dev.tributary.processor.store.Store;
import dev.tributary.standalone.stack.Scratch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// From the event topic to the tables, against `COPY` of the rows that it made into the same tables
/// with the same indexes.
final class StoreBenchmark implements Benchmark.Ratio {

    private static final int MESSAGES = 50_000;

    @Override
    public String name() {
        return "store";
    }

    @Override
    public String description() {
        return "%,d events from the topic to the tables, against COPY of the same rows into the same tables and indexes"
                .formatted(MESSAGES);
    }

    @Override
    public String unit() {
        return "messages";
    }

    @Override
    public Benchmark.Sides open(Consumer<String> progress) throws Exception {
        return new Run(progress);
    }

    private static final class Run implements Benchmark.Sides {

        private final Scratch scratch = Scratch.create("store");
        private final EmbeddedBroker broker;
        private final PrivatePostgres postgres;
        private final LogClients clients;
        private final int messages;
        private final Map<String, Path> rows = new LinkedHashMap<>();
        private int databases;

        Run(Consumer<String> progress) throws Exception {
            broker = EmbeddedBroker.start(scratch.data().kafka(), 0);
            postgres = PrivatePostgres.start(scratch.data().postgres(), 0, null);
            Endpoints.Kafka kafka = broker.endpoint();
            clients = new LogClients(kafka);
            TopicProvisioner.provision(clients);
            messages = fill();
            progress.accept("%,d messages are in the topic".formatted(messages));
        }

        /// Through the real normaliser, so that the events are what the store gets in real life.
        private int fill() {
            Normaliser normaliser = new Normalisers();
            AccountId account = AccountId.parse("jsonl:bench");
            List<String> lines = Corpus.find(System.getenv()).importLines(MESSAGES);
            try (KafkaProducer<String, byte[]> producer =
                    clients.producer(Map.of("linger.ms", 20))) {
                for (int i = 0; i < lines.size(); i++) {
                    RawEvent raw =
                            new RawEvent(
                                    account,
                                    headers(i),
                                    lines.get(i).getBytes(StandardCharsets.UTF_8));
                    RawPosition position = new RawPosition("tributary.raw.jsonl.bulk", 0, i);
                    for (ChatEvent event : normaliser.normalise(raw, position)) {
                        var _ =
                                producer.send(
                                        new ProducerRecord<>(
                                                Topics.events(Lane.BULK).value(),
                                                event.source().chatRef().toString(),
                                                EventJson.write(event)));
                    }
                }
            }
            return lines.size();
        }

        private static Map<RawHeader, String> headers(int number) {
            return Map.of(
                    RawHeader.EVENT_ID, Integer.toString(number),
                    RawHeader.EVENT_TYPE, "message",
                    RawHeader.CONTENT_TYPE, ContentType.JSONL_MESSAGE.value(),
                    RawHeader.ORIGIN, Origin.IMPORT.wireName(),
                    RawHeader.RECEIVED_AT, "2026-01-01T00:00:00.000Z");
        }

        @Override
        public double subject() throws Exception {
            Endpoints.Postgres database = freshDatabase();
            try (Archive archive = Archive.open(database);
                    Store store = new Store(clients, archive, new SimpleMeterRegistry(), true)) {
                long started = System.nanoTime();
                store.start();
                while (count(archive) < messages) {
                    Thread.sleep(20);
                }
                double rate = messages / ((System.nanoTime() - started) / 1e9);
                if (rows.isEmpty()) {
                    copyOut(archive);
                }
                return rate;
            }
        }

        private static long count(Archive archive) throws SQLException {
            try (Connection connection = archive.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select count(*) from messages")) {
                result.next();
                return result.getLong(1);
            }
        }

        private void copyOut(Archive archive) throws SQLException, IOException {
            try (Connection connection = archive.dataSource().getConnection()) {
                for (Map.Entry<String, String> table : columns(connection).entrySet()) {
                    Path file = scratch.path().resolve(table.getKey() + ".copy");
                    try (OutputStream out = Files.newOutputStream(file)) {
                        copies(connection)
                                .copyOut(
                                        "copy "
                                                + table.getKey()
                                                + table.getValue()
                                                + " to stdout (format binary)",
                                        out);
                    }
                    rows.put(table.getKey() + table.getValue(), file);
                }
            }
        }

        /// Table -> its stored columns, in parentheses; generated ones cannot be copied.
        private static Map<String, String> columns(Connection connection) throws SQLException {
            Map<String, String> columns = new LinkedHashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery(
                                    """
                                    select table_name, string_agg(quote_ident(column_name), ', ' order by ordinal_position)
                                    from information_schema.columns join information_schema.tables using (table_schema, table_name)
                                    where table_schema = current_schema() and table_type = 'BASE TABLE' and is_generated = 'NEVER'
                                      and table_name !~ 'flyway|schema_history'
                                    group by table_name order by table_name
                                    """)) {
                while (result.next()) {
                    columns.put(result.getString(1), " (" + result.getString(2) + ")");
                }
            }
            return columns;
        }

        @Override
        public double yardstick() throws Exception {
            try (Archive archive = Archive.open(freshDatabase());
                    Connection connection = archive.dataSource().getConnection()) {
                long started = System.nanoTime();
                for (Map.Entry<String, Path> table : rows.entrySet()) {
                    try (InputStream in = Files.newInputStream(table.getValue())) {
                        copies(connection)
                                .copyIn(
                                        "copy " + table.getKey() + " from stdin (format binary)",
                                        in);
                    }
                }
                return messages / ((System.nanoTime() - started) / 1e9);
            }
        }

        private static CopyManager copies(Connection connection) throws SQLException {
            return connection.unwrap(PGConnection.class).getCopyAPI();
        }

        private Endpoints.Postgres freshDatabase() {
            return postgres.createDatabase("bench_" + databases++);
        }

        @Override
        public void close() throws IOException {
            postgres.close();
            broker.close();
            scratch.close();
        }
    }
}
