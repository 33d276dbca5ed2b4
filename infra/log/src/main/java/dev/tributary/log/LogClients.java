package dev.tributary.log;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes Kafka clients with the settings that every one of ours needs: text keys, byte values,
/// committed records only, acknowledged by all replicas, lz4. What the configuration says of
/// clients goes to all of them, or with the prefix `consumer.`, `producer.` or `admin.` to those
/// alone, as Kafka Streams does it.
public final class LogClients {

    private static final String CONSUMER = "consumer.";
    private static final String PRODUCER = "producer.";
    private static final String ADMIN = "admin.";

    private final Map<String, Object> base = new HashMap<>();

    public LogClients(Endpoints.Kafka kafka) {
        for (Map.Entry<String, Secret> property : kafka.clientProperties().entrySet()) {
            base.put(property.getKey(), property.getValue().value());
        }
    }

    /// What every client starts from, for those that this class does not make (Kafka Streams).
    public Map<String, Object> properties() {
        return Map.copyOf(base);
    }

    /// Where the cluster is, as it was configured.
    public String servers() {
        return String.valueOf(base.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    public Admin admin() {
        return admin(Map.of());
    }

    public Admin admin(Map<String, Object> overrides) {
        Map<String, Object> config = of(ADMIN);
        config.putAll(overrides);
        return Admin.create(config);
    }

    private Map<String, Object> of(String kind) {
        Map<String, Object> config = new HashMap<>();
        base.forEach((name, value) -> {
            if (!name.startsWith(CONSUMER)
                    && !name.startsWith(PRODUCER)
                    && !name.startsWith(ADMIN)) {
                config.put(name, value);
            }
        });
        base.forEach((name, value) -> {
            if (name.startsWith(kind)) {
                config.put(name.substring(kind.length()), value);
            }
        });
        return config;
    }

    /// A consumer of committed records that commits nothing to Kafka by itself.
    ///
    /// @param overrides settings of this consumer, `group.id` among them where it has a group
    public KafkaConsumer<String, byte[]> consumer(Map<String, Object> overrides) {
        return new KafkaConsumer<>(
                consumerConfig(overrides), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// The same for who carries records without looking into them.
    public KafkaConsumer<byte[], byte[]> byteConsumer(Map<String, Object> overrides) {
        return new KafkaConsumer<>(
                consumerConfig(overrides),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Map<String, Object> consumerConfig(Map<String, Object> overrides) {
        Map<String, Object> config = of(CONSUMER);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.putAll(overrides);
        return config;
    }

    /// @param overrides settings of this producer, `transactional.id` among them where it has one
    public KafkaProducer<String, byte[]> producer(Map<String, Object> overrides) {
        return new KafkaProducer<>(
                producerConfig(overrides), new StringSerializer(), new ByteArraySerializer());
    }

    /// The same for who carries records without looking into them.
    public KafkaProducer<byte[], byte[]> byteProducer(Map<String, Object> overrides) {
        return new KafkaProducer<>(
                producerConfig(overrides), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerConfig(Map<String, Object> overrides) {
        Map<String, Object> config = of(PRODUCER);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        config.putAll(overrides);
        return config;
    }
}
