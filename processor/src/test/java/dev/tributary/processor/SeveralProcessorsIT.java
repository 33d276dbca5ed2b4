package dev.tributary.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.topic.Topics;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import dev.tributary.log.RawRecords;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many accounts, several processors, each its own process.
@Tag("stack")
@Timeout(300)
class SeveralProcessorsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ACCOUNTS = 12;
    private static final int CHATS = 3;

    /// Of each chat, in each quarter of a test.
    private static final int QUARTER = 150;

    private static final int ALL = ACCOUNTS * CHATS * QUARTER * 4;

    @TempDir Path kafka;
    @TempDir Path data;

    private EmbeddedBroker broker;
    private Endpoints endpoints;
    private LogClients clients;
    private Archive archive;
    private int told;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(kafka, 0);
        endpoints = new Endpoints(0, broker.endpoint(), TestStack.freshDatabase(), null);
        clients = new LogClients(endpoints.kafka());
    }

    @AfterEach
    void stop() {
        archive.close();
        broker.close();
    }

    @Test
    void adding_and_killing_some_under_load_loses_and_doubles_nothing_and_keeps_the_order()
            throws Exception {
        try (ProcessorProcess program = new ProcessorProcess(data, endpoints)) {
            // Neither topics nor tables are there: all make them at once.
            Process first = program.start();
            Process second = program.start();
            awaitStarted(program, 2);
            archive = Archive.open(endpoints.postgres());

            tellAQuarter();
            awaitRows(QUARTER);
            program.start();
            tellAQuarter();
            first.destroyForcibly().waitFor();
            tellAQuarter();
            awaitStarted(program, 3);
            program.start();
            second.destroyForcibly().waitFor();
            tellAQuarter();

            await().atMost(PATIENCE).until(() -> count("messages") == ALL);
            assertThat(program.log()).noneMatch(line -> line.contains(" ERROR "));
        }
        assertThat(count("message_versions")).isEqualTo(ALL);
        assertThat(eventsByChat())
                .hasSize(ACCOUNTS * CHATS)
                .allSatisfy((_, messages) -> assertThat(messages).isEqualTo(numbers()));
    }

    @Test
    void a_rebuild_swaps_the_archive_under_several() throws Exception {
        try (ProcessorProcess program = new ProcessorProcess(data, endpoints)) {
            program.start();
            program.start();
            awaitStarted(program, 2);
            archive = Archive.open(endpoints.postgres());
            tellAQuarter();
            tellAQuarter();
            awaitRows(2 * QUARTER * ACCOUNTS * CHATS);

            Thread talk = Thread.ofVirtual().start(this::tellAQuarter);
            int code = Processor.run("rebuild", "--data", data.toString());
            talk.join();
            tellAQuarter();

            assertThat(code).isEqualTo(ExitCode.OK);
            await().atMost(PATIENCE).until(() -> count("messages") == ALL);
        }
        assertThat(count("message_versions")).isEqualTo(ALL);
    }

    private void awaitStarted(ProcessorProcess program, int count) {
        await().atMost(PATIENCE)
                .until(() ->
                        program.log().stream()
                                        .filter(line -> line.contains("processor started"))
                                        .count()
                                >= count);
    }

    private void awaitRows(int least) {
        await().atMost(PATIENCE).until(() -> count("messages") >= least);
    }

    /// The next messages of every chat, chats and accounts mixed.
    private void tellAQuarter() {
        try (KafkaProducer<String, byte[]> producer = clients.producer(Map.of())) {
            int until = told + QUARTER;
            while (told < until) {
                told++;
                for (int account = 0; account < ACCOUNTS; account++) {
                    for (int chat = 0; chat < CHATS; chat++) {
                        var _ = producer.send(RawRecords.toRecord(raw(account, chat, told)));
                    }
                }
            }
        }
    }

    private static RawEvent raw(int account, int chat, int message) {
        Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
        headers.put(RawHeader.EVENT_ID, chat + "-" + message);
        headers.put(RawHeader.EVENT_TYPE, "message");
        headers.put(RawHeader.CONTENT_TYPE, ContentType.JSONL_MESSAGE.value());
        headers.put(RawHeader.ORIGIN, "live");
        headers.put(RawHeader.RECEIVED_AT, "2024-05-01T12:00:00.000Z");
        String line =
                """
                {"chat":"c%d","message_id":%d,"sender":"anna","sent_at":%d,"text":"text %d"}\
                """
                        .formatted(chat, message, 1_714_559_400 + message, message);
        return new RawEvent(
                AccountId.parse("jsonl:scale-" + account), headers, line.getBytes(UTF_8));
    }

    private static List<Integer> numbers() {
        return IntStream.rangeClosed(1, 4 * QUARTER).boxed().toList();
    }

    /// The message numbers of each chat in the order of the event topic.
    private Map<String, List<Integer>> eventsByChat() {
        Map<String, List<Integer>> messages = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(Map.of())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.events(Lane.LIVE).value()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    if (EventJson.read(record.value()) instanceof ChatEvent.MessageVersion posted) {
                        messages.computeIfAbsent(record.key(), _ -> new ArrayList<>())
                                .add(Integer.valueOf(posted.message().value()));
                    }
                }
            }
        }
        return messages;
    }

    private long count(String table) throws SQLException {
        return archive.inTransaction(tx -> {
            try (var query = tx.createStatement();
                    ResultSet row = query.executeQuery("select count(*) from " + table)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
