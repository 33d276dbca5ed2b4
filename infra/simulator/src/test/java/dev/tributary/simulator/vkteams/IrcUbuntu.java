package dev.tributary.simulator.vkteams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The first messages of the data set of that name; a message's number is its place in the file.
final class IrcUbuntu {

    private IrcUbuntu() {}

    static List<PlainMessage> first(Path folder, int count) throws IOException {
        List<PlainMessage> messages = new ArrayList<>();
        Map<String, Long> numbers = new HashMap<>();
        Path file = folder.resolve("irc-ubuntu/messages.jsonl.gz");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            while (messages.size() < count) {
                JsonNode line = Client.json(lines.readLine());
                numbers.put(place(line, "line"), messages.size() + 1L);
                messages.add(message(line, messages.size() + 1L, answered(line, numbers)));
            }
        }
        return messages;
    }

    private static PlainMessage message(JsonNode line, long number, @Nullable Long replyTo) {
        return new PlainMessage(
                line.path("chat").asString(),
                number,
                line.path("user").asString(),
                LocalDateTime.parse(line.path("ts").asString()).toInstant(ZoneOffset.UTC),
                line.path("text").asString(),
                replyTo);
    }

    private static @Nullable Long answered(JsonNode line, Map<String, Long> numbers) {
        return line.has("reply_to_line") ? numbers.get(place(line, "reply_to_line")) : null;
    }

    private static String place(JsonNode line, String key) {
        return line.path("src").asString() + ":" + line.path(key).asLong();
    }
}
