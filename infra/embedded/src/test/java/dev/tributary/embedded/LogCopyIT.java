package dev.tributary.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import dev.tributary.log.copy.CannotCopy;
import dev.tributary.log.copy.CopyReport;
import dev.tributary.log.copy.LogCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class LogCopyIT {

    private static final TopicName RAW = Topics.raw(Service.VKTEAMS, Lane.LIVE);
    private static final LogCopy.Progress SILENT =
            new LogCopy.Progress() {
                @Override
                public void copied(TopicName topic, long records) {}

                @Override
                public void comparing(TopicName topic) {}
            };

    private static EmbeddedBroker source;
    private static LogClients from;

    private EmbeddedBroker destination;
    private LogClients to;

    /// What one test writes the others copy along.
    @BeforeAll
    static void aSource() {
        source = TestStack.freshBroker();
        from = new LogClients(source.endpoint());
    }

    @AfterAll
    static void stopTheSource() {
        source.close();
    }

    @BeforeEach
    void anEmptyDestination() {
        destination = TestStack.freshBroker();
        to = new LogClients(destination.endpoint());
    }

    @AfterEach
    void stop() {
        destination.close();
    }

    @Test
    void a_copy_has_the_same_records_in_the_same_partitions_and_order() throws Exception {
        // Given
        write(from, RAW, "one", 40, true);
        write(from, RAW, "given up", 7, false);
        write(from, RAW, "two", 40, true);
        write(from, Topics.CURSORS, "cursor", 5, true);
        write(from, Topics.EMBEDDINGS, "vector", 5, true);

        // When
        CopyReport report = new LogCopy(from, to, SILENT).run();

        // Then
        assertThat(report.isEqual()).isTrue();
        assertThat(read(to, RAW)).hasSizeGreaterThanOrEqualTo(80).isEqualTo(read(from, RAW));
        assertThat(read(to, Topics.CURSORS)).isEqualTo(read(from, Topics.CURSORS));
        assertThat(read(to, Topics.EMBEDDINGS)).isEqualTo(read(from, Topics.EMBEDDINGS));
    }

    @Test
    void a_copy_that_is_repeated_adds_only_what_has_come_since() throws Exception {
        // Given
        write(from, RAW, "before", 40, true);
        new LogCopy(from, to, SILENT).run();
        write(from, RAW, "since", 3, true);

        // When
        CopyReport report = new LogCopy(from, to, SILENT).run();

        // Then
        assertThat(report.topics())
                .filteredOn(topic -> topic.name().equals(RAW))
                .singleElement()
                .satisfies(topic -> assertThat(topic.copied()).isEqualTo(3))
                .satisfies(topic -> assertThat(topic.from()).isEqualTo(topic.to()));
        assertThat(read(to, RAW)).isEqualTo(read(from, RAW));
    }

    @Test
    void a_copy_that_was_interrupted_in_any_batch_goes_on() throws Exception {
        // Given
        for (int batch = 0; batch < 5; batch++) {
            write(from, RAW, "batch " + batch, 900, true);
        }
        LogCopy.Progress breaking =
                new LogCopy.Progress() {
                    @Override
                    public void copied(TopicName topic, long records) {
                        throw new IllegalStateException("the power went out");
                    }

                    @Override
                    public void comparing(TopicName topic) {}
                };
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(new LogCopy(from, to, breaking)::run);
        }

        // When
        CopyReport report = new LogCopy(from, to, SILENT).run();

        // Then
        assertThat(report.isEqual()).isTrue();
        assertThat(read(to, RAW)).hasSizeGreaterThanOrEqualTo(4_500).isEqualTo(read(from, RAW));
    }

    @Test
    void a_copy_that_was_killed_amid_a_batch_has_left_nothing_of_it() throws Exception {
        // Given
        write(from, RAW, "ours", 40, true);
        try (KafkaProducer<byte[], byte[]> killed =
                to.byteProducer(Map.of("transactional.id", "tributary-copy"))) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>(RAW.value(), 3, new byte[] {1}, new byte[] {2})).get();

            // When
            CopyReport report = new LogCopy(from, to, SILENT).run();

            // Then
            assertThat(report.isEqual()).isTrue();
            assertThat(read(to, RAW)).isEqualTo(read(from, RAW));
        }
    }

    @Test
    void a_dead_letter_that_comes_again_by_itself_is_not_copied() throws Exception {
        // Given
        try (KafkaProducer<String, byte[]> producer = from.producer(Map.of())) {
            producer.send(deadLetter("ingest", null)).get();
            producer.send(deadLetter("normalise", new RawPosition(RAW.value(), 3, 42))).get();
        }

        // When
        CopyReport report = new LogCopy(from, to, SILENT).run();

        // Then
        assertThat(report.isEqual()).isTrue();
        assertThat(read(to, Topics.DEAD_LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(letter.toString()).contains("ingest"));
    }

    @Test
    void a_cluster_that_was_written_to_by_others_is_refused() throws Exception {
        // Given
        write(from, RAW, "ours", 3, true);
        write(to, RAW, "theirs", 3, true);

        // When
        assertThatExceptionOfType(CannotCopy.class)
                .isThrownBy(new LogCopy(from, to, SILENT)::run)

                // Then
                .withMessageContaining("already has records in partition");
        assertThat(read(to, RAW)).hasSize(3);
    }

    @Test
    void what_others_add_after_the_copy_is_told_as_a_difference() throws Exception {
        // Given
        write(from, RAW, "ours", 3, true);
        new LogCopy(from, to, SILENT).run();
        write(to, RAW, "theirs", 1, true);

        // When
        CopyReport report = new LogCopy(from, to, SILENT).run();

        // Then
        assertThat(report.isEqual()).isFalse();
    }

    @Test
    void a_topic_that_was_given_more_partitions_is_refused_at_once() throws Exception {
        // Given
        try (Admin admin = to.admin()) {
            admin.createPartitions(Map.of(RAW.value(), NewPartitions.increaseTo(13))).all().get();
        }

        // When
        assertThatExceptionOfType(CannotCopy.class)
                .isThrownBy(new LogCopy(from, to, SILENT)::run)

                // Then
                .withMessageContaining("has 12 partitions at the source and 13 at the destination");
    }

    @Test
    void a_cluster_is_not_copied_to_itself() {
        // When
        assertThatExceptionOfType(CannotCopy.class)
                .isThrownBy(new LogCopy(from, from, SILENT)::run)

                // Then
                .withMessageContaining("are the same Kafka cluster");
    }

    private static ProducerRecord<String, byte[]> deadLetter(
            String stage, @Nullable RawPosition position) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS.value(), "vkteams:1", new byte[] {1});
        DeadLetters.annotate(letter.headers(), stage, "it is broken", position);
        return letter;
    }

    /// Over several partitions, with a header and a time of long ago.
    private static void write(
            LogClients log, TopicName topic, String word, int count, boolean commit) {
        try (KafkaProducer<String, byte[]> producer =
                log.producer(Map.of("transactional.id", "writer"))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < count; i++) {
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(
                                topic.value(),
                                null,
                                1_000_000_000_000L + i,
                                "vkteams:" + i % 5,
                                (word + i).getBytes(UTF_8));
                record.headers().add("event-id", Integer.toString(i).getBytes(UTF_8));
                var _ = producer.send(record);
            }
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.flush();
                producer.abortTransaction();
            }
        }
    }

    /// Everything of a record but its offset.
    private static List<String> read(LogClients log, TopicName topic) {
        List<String> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = log.consumer(Map.of())) {
            for (var info : consumer.partitionsFor(topic.value())) {
                TopicPartition partition = new TopicPartition(topic.value(), info.partition());
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(r -> records.add(text(r)));
                }
            }
        }
        return records;
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        StringBuilder headers = new StringBuilder();
        for (Header header : record.headers()) {
            headers.append(header.key()).append('=').append(new String(header.value(), UTF_8));
        }
        return "%d %d %s %s %s"
                .formatted(
                        record.partition(),
                        record.timestamp(),
                        record.key(),
                        new String(record.value(), UTF_8),
                        headers);
    }
}
