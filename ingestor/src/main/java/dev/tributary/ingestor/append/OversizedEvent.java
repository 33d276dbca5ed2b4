package dev.tributary.ingestor.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.RawRecords;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Decides which events the log cannot hold, and what is kept of them.
final class OversizedEvent {

    /// For the key, the record's own fields and the compressor's frames around incompressible data.
    private static final int FRAMING_BYTES = 8 * 1024;

    private OversizedEvent() {}

    static boolean fits(RawEvent event) {
        long headers =
                event.headers().entrySet().stream()
                        .mapToLong(header ->
                                header.getKey().wireName().length()
                                        + (long) header.getValue().getBytes(UTF_8).length)
                        .sum();
        return event.value().length + headers + FRAMING_BYTES <= Topics.MAX_RECORD_BYTES;
    }

    static ProducerRecord<String, byte[]> whole(RawEvent event) {
        return RawRecords.toRecord(event);
    }

    static ProducerRecord<String, byte[]> cut(RawEvent event) {
        return new RejectedEvent(
                        event,
                        "the event is larger than the log's 16 MiB a record; its first 64 KiB are"
                                + " kept",
                        event.value().length)
                .record();
    }
}
