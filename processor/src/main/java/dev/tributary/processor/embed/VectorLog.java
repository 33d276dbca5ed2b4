package dev.tributary.processor.embed;

import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.topic.Topics;
import dev.tributary.contract.vector.ModelFingerprint;
import dev.tributary.contract.vector.VectorBytes;
import dev.tributary.log.LogClients;
import dev.tributary.log.LogScan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The vectors in `tributary.embeddings`. Key: `<fingerprint>/<text hash in hexadecimal>`; value:
/// [VectorBytes]. For one thread.
final class VectorLog implements AutoCloseable {

    private static final String TOPIC = Topics.EMBEDDINGS.value();
    private static final int RESTORED_AT_ONCE = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final LogClients log;
    private final ModelFingerprint fingerprint;
    private final KafkaProducer<String, byte[]> producer;

    /// Takes vectors as they are read back.
    interface Sink {
        void accept(Map<TextHash, float[]> vectors) throws SQLException;
    }

    VectorLog(LogClients log, ModelFingerprint fingerprint) {
        this.log = log;
        this.fingerprint = fingerprint;
        this.producer =
                log.producer(
                        Map.of(
                                ProducerConfig.LINGER_MS_CONFIG,
                                0,
                                // Who stops while Kafka is away waits for a send to fail.
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                10_000,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                20_000,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                10_000));
    }

    /// Returns when all of them are on all replicas.
    ///
    /// @throws KafkaException if one is not
    void append(Map<TextHash, float[]> vectors) {
        List<Future<?>> sent = new ArrayList<>(vectors.size());
        vectors.forEach((hash, vector) ->
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        TOPIC,
                                        fingerprint + "/" + hash,
                                        VectorBytes.write(vector)))));
        producer.flush();
        for (Future<?> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("vectors could not be appended to " + TOPIC, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while appending vectors", e);
            }
        }
    }

    /// Reads every vector of this model that is in the log now.
    ///
    /// @return how many
    /// @throws KafkaException if Kafka does not answer
    long restore(Sink sink) throws SQLException {
        long restored = 0;
        try (KafkaConsumer<String, byte[]> consumer =
                log.consumer(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RESTORED_AT_ONCE))) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var scan = LogScan.toEnd(consumer, partitions, PATIENCE);
            while (scan.hasNext()) {
                Map<TextHash, float[]> vectors = new HashMap<>();
                scan.next().forEach(record -> read(record, vectors));
                sink.accept(vectors);
                restored += vectors.size();
            }
        }
        return restored;
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<TextHash, float[]> vectors) {
        String prefix = fingerprint + "/";
        if (!record.key().startsWith(prefix)) {
            return;
        }
        TextHash hash =
                TextHash.ofBytes(HexFormat.of().parseHex(record.key().substring(prefix.length())));
        if (record.value() == null) {
            vectors.remove(hash);
        } else {
            vectors.put(hash, VectorBytes.read(record.value()));
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
