package dev.tributary.processor.store;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Lays aside what the archive cannot hold. A letter is in the log before the position moves past
/// its record; a crash in between writes it twice.
final class StoreDeadLetters implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /// Who stops while Kafka is away waits for a letter to fail.
    private static final Map<String, Object> PATIENCE =
            Map.of(
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    10_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    20_000,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    10_000);

    private final LogClients log;
    // Made when first needed: most stores never meet a poisoned record.
    private @Nullable KafkaProducer<String, byte[]> producer;

    StoreDeadLetters(LogClients log) {
        this.log = log;
    }

    /// Returns once the letter is safe.
    ///
    /// @throws KafkaException if the log does not take it
    void lay(Entry entry, String reason) throws InterruptedException {
        ConsumerRecord<String, byte[]> record = entry.record();
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(
                        Topics.DEAD_LETTERS.value(),
                        null,
                        account(entry),
                        record.value(),
                        record.headers());
        DeadLetters.annotate(letter.headers(), "store", reason, position(entry));
        if (producer == null) {
            producer = log.producer(PATIENCE);
        }
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new KafkaException("the dead letter topic takes no record", e.getCause());
        }
    }

    /// The account, or whatever the record's key is where it names none.
    static String account(Entry entry) {
        return switch (entry) {
            case Entry.Parsed parsed -> parsed.event().source().account().toString();
            case Entry.Garbled garbled -> accountOfKey(garbled.record().key());
        };
    }

    private static String accountOfKey(@Nullable String key) {
        try {
            return key == null ? "unknown" : ChatRef.parse(key).account().toString();
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }

    private static RawPosition position(Entry entry) {
        return switch (entry) {
            case Entry.Parsed parsed -> parsed.event().source().position();
            case Entry.Garbled(ConsumerRecord<String, byte[]> record, String _) ->
                    new RawPosition(record.topic(), record.partition(), record.offset());
        };
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
        }
    }
}
