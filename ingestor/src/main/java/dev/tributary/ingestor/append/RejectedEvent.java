package dev.tributary.ingestor.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.log.RawRecords;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Bytes that a source could not take for an event, on their way to the dead letters.
///
/// @param event the bytes, or the beginning of them, with the headers of what they should have been
/// @param reason a sentence without message content
/// @param fullLength of the bytes, of which at most the first 64 KiB are kept
public record RejectedEvent(RawEvent event, String reason, long fullLength) {

    private static final int KEPT_BYTES = 64 * 1024;

    ProducerRecord<String, byte[]> record() {
        byte[] kept = event.value();
        if (kept.length > KEPT_BYTES) {
            kept = Arrays.copyOf(kept, KEPT_BYTES);
        }
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS.value(), event.account().toString(), kept);
        RawRecords.toRecord(event).headers().forEach(letter.headers()::add);
        DeadLetters.annotate(letter.headers(), "ingest", reason, null);
        if (kept.length < fullLength) {
            letter.headers()
                    .add(DeadLetters.FULL_LENGTH, Long.toString(fullLength).getBytes(UTF_8));
        }
        return letter;
    }
}
