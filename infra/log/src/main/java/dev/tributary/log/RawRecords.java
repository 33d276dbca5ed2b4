package dev.tributary.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.topic.Topics;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// A [RawEvent] as a Kafka record and back.
public final class RawRecords {

    private RawRecords() {}

    public static ProducerRecord<String, byte[]> toRecord(RawEvent event) {
        String topic = Topics.raw(event.account().service(), event.origin().lane()).value();
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, event.account().toString(), event.value());
        event.headers()
                .forEach((header, value) ->
                        record.headers().add(header.wireName(), value.getBytes(UTF_8)));
        return record;
    }

    /// @throws IllegalArgumentException if the key is no account or an obligatory header is missing
    public static RawEvent fromRecord(String key, Headers headers, byte[] value) {
        Map<RawHeader, String> known = new EnumMap<>(RawHeader.class);
        for (RawHeader header : RawHeader.values()) {
            Header found = headers.lastHeader(header.wireName());
            if (found != null) {
                known.put(header, new String(found.value(), UTF_8));
            }
        }
        return new RawEvent(AccountId.parse(key), known, value);
    }
}
