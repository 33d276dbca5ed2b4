package dev.tributary.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.raw.RawPosition;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Why a record could not be used and where it stood: headers that are added to the raw record's
/// own.
public final class DeadLetters {

    public static final String STAGE = "dead-letter-stage";
    public static final String REASON = "dead-letter-reason";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";

    /// The length of the value in bytes, where only its beginning was kept.
    public static final String FULL_LENGTH = "dead-letter-full-length";

    private DeadLetters() {}

    /// @param stage who gave up: `ingest`, `normalise`, `store`
    /// @param reason a sentence without message content
    /// @param position null where the record never reached the log
    public static void annotate(
            Headers headers, String stage, String reason, @Nullable RawPosition position) {
        headers.add(STAGE, stage.getBytes(UTF_8));
        headers.add(REASON, reason.getBytes(UTF_8));
        if (position != null) {
            headers.add(TOPIC, position.topic().getBytes(UTF_8));
            headers.add(PARTITION, Integer.toString(position.partition()).getBytes(UTF_8));
            headers.add(OFFSET, Long.toString(position.offset()).getBytes(UTF_8));
        }
    }

    /// All headers as text, sorted by name, for people who look at a dead letter.
    public static Map<String, String> describe(Headers headers) {
        Map<String, String> described = new TreeMap<>();
        for (Header header : headers) {
            described.put(header.key(), new String(header.value(), UTF_8));
        }
        return described;
    }
}
