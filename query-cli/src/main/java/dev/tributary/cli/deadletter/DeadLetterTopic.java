package dev.tributary.cli.deadletter;

import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// The topic of what could not be used.
public final class DeadLetterTopic implements AutoCloseable {

    private static final TopicPartition ONLY = new TopicPartition(Topics.DEAD_LETTERS.value(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_COUNTED = 20_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;

    /// Nothing is connected until something is read.
    public DeadLetterTopic(Endpoints.Kafka kafka) {
        this.consumer =
                new LogClients(kafka)
                        .consumer(
                                Map.of(
                                        "default.api.timeout.ms",
                                        Math.toIntExact(PATIENCE.toMillis()),
                                        "request.timeout.ms",
                                        Math.toIntExact(PATIENCE.toMillis()) / 2,
                                        "client.id",
                                        "query-cli"));
        consumer.assign(List.of(ONLY));
    }

    /// The newest letters, the newest first. Offsets have holes where transactions end, so the
    /// start is moved back until there are enough.
    ///
    /// @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not answer
    public List<DeadLetter> newest(int limit) {
        long begin = consumer.beginningOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
        long end = consumer.endOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
        long span = 2L * limit;
        while (true) {
            long from = Math.max(begin, end - span);
            List<DeadLetter> found = read(from, end, _ -> true);
            if (found.size() >= limit || from == begin) {
                return found.subList(Math.max(0, found.size() - limit), found.size()).reversed();
            }
            span *= 4;
        }
    }

    /// How many there are of each account. Nothing but the keys is kept of what is read; of a long
    /// topic only the end is.
    ///
    /// @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not answer
    public DeadLetterCount count() {
        long begin = consumer.beginningOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
        long end = consumer.endOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
        long from = Math.max(begin, end - MOST_COUNTED);
        Map<String, Long> accounts = new TreeMap<>();
        boolean all = forEach(from, end, record -> accounts.merge(account(record), 1L, Long::sum));
        return new DeadLetterCount(accounts, all && from == begin);
    }

    /// Empty if there is no letter of that offset.
    ///
    /// @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not answer
    public Optional<DeadLetter> at(long offset) {
        long begin = consumer.beginningOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
        long end = consumer.endOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
        if (offset < begin || offset >= end) {
            return Optional.empty();
        }
        return read(offset, offset + 1, found -> found == offset).stream().findFirst();
    }

    private List<DeadLetter> read(long from, long to, LongPredicate wanted) {
        List<DeadLetter> letters = new ArrayList<>();
        forEach(
                from,
                to,
                record -> {
                    if (wanted.test(record.offset())) {
                        letters.add(letter(record));
                    }
                });
        return letters;
    }

    /// @return whether all were read in time
    private boolean forEach(long from, long to, Consumer<ConsumerRecord<String, byte[]>> reader) {
        consumer.seek(ONLY, from);
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(ONLY) < to && System.nanoTime() < patience) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to) {
                    reader.accept(record);
                }
            }
        }
        return consumer.position(ONLY) >= to;
    }

    private static String account(ConsumerRecord<String, byte[]> record) {
        return record.key() == null ? "" : record.key();
    }

    private static DeadLetter letter(ConsumerRecord<String, byte[]> record) {
        return new DeadLetter(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                account(record),
                DeadLetters.describe(record.headers()),
                record.value() == null ? new byte[0] : record.value());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
