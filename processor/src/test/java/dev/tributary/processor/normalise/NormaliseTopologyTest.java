package dev.tributary.processor.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import dev.tributary.log.RawRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NormaliseTopologyTest {

    private static final String MESSAGE =
            "{\"eventId\":1,\"type\":\"newMessage\",\"payload\":{\"msgId\":\"5\",\"chat\":{\"chatId\":"
                + "\"7@chat.agent\",\"type\":\"group\"},\"timestamp\":1546290000,\"text\":\"%s\"}}";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> raw;
    private TestOutputTopic<String, byte[]> events;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        start(new Normalisers());
    }

    private void start(Normaliser normaliser) {
        Properties config = new Properties();
        config.putAll(
                StreamSettings.of(
                        Lane.LIVE,
                        new Settings.Processor(Duration.ofMillis(50), false),
                        new LogClients(
                                        new Endpoints.Kafka(
                                                Map.of(
                                                        "bootstrap.servers",
                                                        new Secret("nowhere:1"))))
                                .properties()));
        driver =
                new TopologyTestDriver(
                        NormaliseTopology.build(
                                Lane.LIVE, normaliser, new NormaliseMeters(registry, Lane.LIVE)),
                        config);
        raw =
                driver.createInputTopic(
                        Topics.raw(Service.VKTEAMS, Lane.LIVE).value(),
                        new StringSerializer(),
                        new ByteArraySerializer());
        events = output(Topics.events(Lane.LIVE).value());
        deadLetters = output(Topics.DEAD_LETTERS.value());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(
                topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void a_raw_record_becomes_an_event_keyed_by_its_chat() {
        pipe(MESSAGE.formatted("Hello"));

        TestRecord<String, byte[]> event = events.readRecord();
        assertThat(event.key()).isEqualTo("vkteams:1/7@chat.agent");
        assertThat(event.headers()).isEmpty();
        var version = (MessageVersion) EventJson.read(event.value());
        assertThat(version.text()).isEqualTo("Hello");
        assertThat(version.source().position())
                .isEqualTo(new RawPosition("tributary.raw.vkteams", 0, 0));
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(count("processed")).isEqualTo(1);
    }

    @Test
    void an_event_is_as_old_as_its_deriving_because_its_topic_forgets() {
        TestRecord<String, byte[]> old = testRecord(MESSAGE.formatted("Hello"));
        raw.pipeInput(new TestRecord<>(old.key(), old.value(), old.headers(), 1_000L));

        assertThat(events.readRecord().timestamp()).isGreaterThan(1_600_000_000_000L);
    }

    @Test
    void an_unknown_event_is_ignored_and_counted_by_its_type() {
        pipe("{\"eventId\":1,\"type\":\"holiday\",\"payload\":{}}");

        assertThat(events.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(
                        registry.get("tributary.normalise.ignored")
                                .tag("type", "test")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void a_kind_that_nobody_has_heard_of_is_counted_apart_and_stays_in_the_raw_log() {
        pipe(Told.of("telegram:1", ContentType.TDLIB_UPDATE, "{\"@type\":\"updateHologram\"}"));
        pipe(Told.of("telegram:1", ContentType.TDLIB_UPDATE, "{\"@type\":\"updateOption\"}"));

        assertThat(events.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(
                        registry.get("tributary.normalise.unknown")
                                .tag("type", "updateHologram")
                                .counter()
                                .count())
                .isEqualTo(1);
        assertThat(count("ignored")).isEqualTo(1);
    }

    @Test
    void what_is_known_of_an_unknown_kind_is_kept_beside_the_count() {
        pipe(
                Told.of(
                        "telegram:1",
                        ContentType.TDLIB_MESSAGE,
                        """
                        {"@type":"message","id":17825792,"chat_id":5,"date":1673767800,
                         "content":{"@type":"messageHologram","caption":{"text":"Hello"}}}
                        """));

        assertThat(events.readRecord().value()).asString(UTF_8).contains("\"text\":\"Hello\"");
        assertThat(
                        registry.get("tributary.normalise.unknown")
                                .tag("type", "messageHologram")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void a_poison_record_is_buried_whole_and_the_stream_goes_on() {
        pipe("<html>");
        pipe(MESSAGE.formatted("after"));

        TestRecord<String, byte[]> buried = deadLetters.readRecord();
        assertThat(buried.key()).isEqualTo("vkteams:1");
        assertThat(buried.value()).asString(UTF_8).isEqualTo("<html>");
        assertThat(DeadLetters.describe(buried.headers()))
                .containsEntry("dead-letter-stage", "normalise")
                .containsEntry("dead-letter-reason", "the value is not JSON at byte 0")
                .containsEntry("dead-letter-topic", "tributary.raw.vkteams")
                .containsEntry("dead-letter-partition", "0")
                .containsEntry("dead-letter-offset", "0")
                .containsEntry("content-type", ContentType.VKTEAMS_EVENT.value());
        assertThat(events.readRecordsToList()).hasSize(1);
        assertThat(count("failed")).isEqualTo(1);
    }

    @Test
    void a_record_of_a_foreign_content_type_is_buried() {
        pipe(Told.of("vkteams:1", new ContentType("text/x-unknown"), MESSAGE.formatted("Hello")));

        assertThat(reason()).startsWith("unknown content type \"text/x-unknown\"");
    }

    @Test
    void a_record_without_our_headers_is_buried() {
        raw.pipeInput("vkteams:1", "{}".getBytes(UTF_8));

        assertThat(reason()).isEqualTo("a raw event lacks the header event-id");
    }

    @Test
    void a_record_whose_key_is_no_account_is_buried() {
        raw.pipeInput("nobody", "{}".getBytes(UTF_8));

        assertThat(reason()).contains("\"nobody\" is not of the form <source>:<id>");
    }

    @Test
    void a_record_without_key_or_value_is_buried() {
        raw.pipeInput(null, "{}".getBytes(UTF_8));
        raw.pipeInput("vkteams:1", null);

        assertThat(reason()).isEqualTo("the record has no account as its key");
        assertThat(reason()).isEqualTo("the record has no value");
    }

    @Test
    void an_event_larger_than_a_record_is_buried_with_its_beginning() {
        String huge = "я".repeat(Topics.MAX_RECORD_BYTES / 2 - 100);

        pipe(MESSAGE.formatted(huge));

        TestRecord<String, byte[]> buried = deadLetters.readRecord();
        assertThat(DeadLetters.describe(buried.headers()))
                .containsKey(DeadLetters.FULL_LENGTH)
                .hasEntrySatisfying(
                        DeadLetters.REASON, r -> assertThat(r).contains("more than a record may"));
        assertThat(buried.value()).hasSize(64 * 1024);
    }

    @Test
    void a_defect_of_ours_is_buried_without_its_message() {
        driver.close();
        start((event, position) -> {
            throw new IllegalStateException("what people wrote");
        });

        pipe(MESSAGE.formatted("Hello"));

        assertThat(reason())
                .isEqualTo(
                        "the normaliser failed (IllegalStateException); this is a defect of"
                                + " Tributary, please report it");
    }

    private void pipe(String value) {
        pipe(Told.of("vkteams:1", ContentType.VKTEAMS_EVENT, value));
    }

    private void pipe(Told told) {
        raw.pipeInput(testRecord(told));
    }

    private static TestRecord<String, byte[]> testRecord(Told told) {
        ProducerRecord<String, byte[]> record = RawRecords.toRecord(told.raw());
        return new TestRecord<>(
                record.key(), record.value(), new RecordHeaders(record.headers().toArray()));
    }

    private static TestRecord<String, byte[]> testRecord(String value) {
        return testRecord(Told.of("vkteams:1", ContentType.VKTEAMS_EVENT, value));
    }

    private String reason() {
        return DeadLetters.describe(deadLetters.readRecord().headers()).get(DeadLetters.REASON);
    }

    private double count(String outcome) {
        return registry.get("tributary.normalise." + outcome).counter().count();
    }
}
