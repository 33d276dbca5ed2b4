package dev.tributary.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.log.DeadLetters;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One record that could not be used.
///
/// The value is deliberately an array: nobody compares letters.
///
/// @param offset its name within the topic, which has one partition
/// @param account the record's key
/// @param headers the raw record's own and why it is here, see [DeadLetters]
/// @param value the service's bytes, or their beginning
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
        long offset, Instant at, String account, Map<String, String> headers, byte[] value) {

    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    public String stage() {
        return headers.getOrDefault(DeadLetters.STAGE, "");
    }

    public String reason() {
        return headers.getOrDefault(DeadLetters.REASON, "");
    }

    /// Where the raw record stands; empty if it never reached the log.
    public String position() {
        String topic = headers.getOrDefault(DeadLetters.TOPIC, "");
        return topic.isEmpty()
                ? ""
                : topic
                        + "-"
                        + headers.getOrDefault(DeadLetters.PARTITION, "?")
                        + "@"
                        + headers.getOrDefault(DeadLetters.OFFSET, "?");
    }

    /// Bytes that are no UTF-8 become replacement characters.
    public String text() {
        return new String(value, UTF_8);
    }

    /// Without the value.
    public ObjectNode summary() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("offset", offset);
        json.put("at", at.toString());
        json.put("account", account);
        json.put("stage", stage());
        json.put("reason", reason());
        json.put("position", position().isEmpty() ? null : position());
        json.put("bytes", value.length);
        return json;
    }

    public ObjectNode whole() {
        ObjectNode json = summary();
        ObjectNode all = json.putObject("headers");
        new TreeMap<>(headers).forEach(all::put);
        json.put("value", text());
        return json;
    }
}
