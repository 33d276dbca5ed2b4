package dev.tributary.processor.embed;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.event.TextHash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The distinct texts of a batch of events, in the order in which they came.
final class Texts {

    private static final Logger log = LoggerFactory.getLogger(Texts.class);

    private Texts() {}

    static Map<TextHash, String> of(Iterable<ConsumerRecord<String, byte[]>> records) {
        Map<TextHash, String> texts = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (read(record) instanceof MessageVersion version) {
                TextHash.of(version.text())
                        .ifPresent(hash ->
                                texts.putIfAbsent(hash, TextHash.canonical(version.text())));
            }
        }
        return texts;
    }

    private static @Nullable ChatEvent read(ConsumerRecord<String, byte[]> record) {
        try {
            return EventJson.read(record.value());
        } catch (IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("count", 1)
                    .addKeyValue("error", e.getMessage())
                    .log("Left an event out: it cannot be read");
            return null;
        }
    }
}
