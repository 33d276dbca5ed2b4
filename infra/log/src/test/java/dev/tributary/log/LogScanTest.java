package dev.tributary.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogScanTest {

    private static final TopicPartition PARTITION = new TopicPartition("talk", 0);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    }

    @Test
    void a_poll_that_brings_nothing_is_not_the_end() {
        // Given
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> add(0, "first"));
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> add(1, "last"));

        // When
        List<String> read = read(LogScan.toEnd(consumer, List.of(PARTITION), LONG));

        // Then
        assertThat(read).containsExactly("first", "last");
    }

    @Test
    void what_comes_later_is_left() {
        add(0, "first");
        add(1, "last");
        LogScan<String, String> scan = LogScan.toEnd(consumer, List.of(PARTITION), LONG);
        List<String> read = read(scan);

        consumer.updateEndOffsets(Map.of(PARTITION, 3L));
        add(2, "later");

        assertThat(read).containsExactly("first", "last");
        assertThat(scan.hasNext()).isFalse();
    }

    @Test
    void who_waits_in_vain_is_told_where() {
        add(0, "first");

        assertThatThrownBy(() -> read(LogScan.toEnd(consumer, List.of(PARTITION), SHORT)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("talk-0 at offset 1 of 2");
    }

    private void add(long offset, String value) {
        consumer.addRecord(new ConsumerRecord<>("talk", 0, offset, "key", value));
    }

    private static List<String> read(LogScan<String, String> scan) {
        List<String> values = new ArrayList<>();
        while (scan.hasNext()) {
            scan.next().forEach(record -> values.add(record.value()));
        }
        return values;
    }
}
