package dev.tributary.standalone.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// When each probe passed the places between Telegram and the archive, for whoever wants to know
/// where the time goes: TDLib's telling, the raw log, the event log.
final class Passage implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(100);

    private final Map<String, Instant> told = new ConcurrentHashMap<>();
    private final Map<String, Instant> raw = new ConcurrentHashMap<>();
    private final Map<String, Instant> events = new ConcurrentHashMap<>();
    private final List<Thread> readers;
    private volatile boolean isOver;

    private Passage(Endpoints.Kafka kafka) {
        LogClients clients = new LogClients(kafka);
        this.readers =
                List.of(
                        Thread.ofPlatform()
                                .start(() ->
                                        read(
                                                clients,
                                                Topics.raw(Service.TELEGRAM, Lane.LIVE),
                                                raw)),
                        Thread.ofPlatform()
                                .start(() -> read(clients, Topics.events(Lane.LIVE), events)));
    }

    static Passage of(Endpoints.Kafka kafka) {
        return new Passage(kafka);
    }

    private void read(LogClients clients, TopicName topic, Map<String, Instant> passed) {
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer(Map.of())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.value()).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!isOver) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(WAIT)) {
                    Instant now = Instant.now();
                    Matcher probe = Probes.PROBE.matcher(new String(record.value(), UTF_8));
                    while (probe.find()) {
                        passed.putIfAbsent(probe.group(1), now);
                        Header received =
                                record.headers().lastHeader(RawHeader.RECEIVED_AT.wireName());
                        if (received != null) {
                            told.putIfAbsent(
                                    probe.group(1),
                                    Instant.parse(new String(received.value(), UTF_8)));
                        }
                    }
                }
            }
        }
    }

    /// @param said when each probe was said
    /// @param found when a search found it
    String report(Map<String, Instant> said, Map<String, Instant> found) {
        return "told by TDLib after "
                + between(said, told)
                + ", then in the raw log after "
                + between(told, raw)
                + ", then an event after "
                + between(raw, events)
                + ", then found after "
                + between(events, found);
    }

    private static String between(Map<String, Instant> from, Map<String, Instant> to) {
        List<Long> millis =
                from.entrySet().stream()
                        .filter(each -> to.containsKey(each.getKey()))
                        .map(each ->
                                Duration.between(each.getValue(), to.get(each.getKey())).toMillis())
                        .sorted()
                        .toList();
        return millis.isEmpty()
                ? "?"
                : "p50 %d, p95 %d, most %d ms"
                        .formatted(
                                millis.get(millis.size() / 2),
                                millis.get(millis.size() * 95 / 100),
                                millis.getLast());
    }

    @Override
    public void close() {
        isOver = true;
        try {
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
