package dev.tributary.simulator.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.vkteams.PlainMessage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The IRC logs of Kummerfeld et al., "A Large-Scale Corpus for Conversation Disentanglement" (ACL
/// 2019, CC BY 4.0), as lines of docs/jsonl.md. A message's id is its file and line, because times
/// have the resolution of minutes and people repeat themselves.
public final class IrcUbuntu {

    public static final int MESSAGES = 237_509;
    public static final int REPLIES = 60_614;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private IrcUbuntu() {}

    /// The data set in the folder of real data, which `TRIBUTARY_TEST_DATA` names.
    public static Path in(Path testData) {
        return testData.resolve("irc-ubuntu/messages.jsonl.gz");
    }

    /// @param messages the data set, see [#in]
    /// @param jsonl the file to write
    /// @param most messages that are written, [#MESSAGES] for all
    /// @return how many were written
    public static long convert(Path messages, Path jsonl, long most) throws IOException {
        long written = 0;
        try (BufferedReader in = open(messages);
                BufferedWriter out = Files.newBufferedWriter(jsonl)) {
            for (String line = in.readLine();
                    line != null && written < most;
                    line = in.readLine()) {
                out.write(line(line));
                out.write('\n');
                written++;
            }
        }
        return written;
    }

    /// The first messages as lines of docs/jsonl.md.
    public static List<String> lines(Path testData, int most) throws IOException {
        try (BufferedReader in = open(in(testData))) {
            return in.lines().limit(most).map(IrcUbuntu::line).toList();
        }
    }

    /// The first messages for a simulated service. A message's number is its place in the file; an
    /// answer to a message that does not come before it is an answer to none.
    ///
    /// @param testData the folder of real data
    public static List<PlainMessage> plainMessages(Path testData, int most) throws IOException {
        return plainMessages(lines(testData, most));
    }

    static List<PlainMessage> plainMessages(List<String> lines) {
        List<PlainMessage> messages = new ArrayList<>();
        Map<String, Long> numbers = new HashMap<>();
        for (String line : lines) {
            JsonNode message = JSON.readTree(line);
            long number = messages.size() + 1L;
            messages.add(
                    new PlainMessage(
                            message.path("chat").asString(),
                            number,
                            message.path("sender").asString(),
                            Instant.parse(message.path("sent_at").asString()),
                            message.path("text").asString(),
                            numbers.get(message.path("reply_to").asString())));
            numbers.put(message.path("message_id").asString(), number);
        }
        return messages;
    }

    /// One line of the data set as one of ours.
    public static String line(String record) {
        JsonNode irc = JSON.readTree(record);
        String src = irc.path("src").asString();
        ObjectNode message = JSON.createObjectNode();
        message.put("chat", irc.path("chat").asString());
        message.put("message_id", src + ":" + irc.path("line").asString());
        message.put("sender", irc.path("user").asString());
        message.put("sent_at", irc.path("ts").asString() + "Z");
        message.put("text", irc.path("text").asString());
        if (irc.has("reply_to_line")) {
            message.put("reply_to", src + ":" + irc.path("reply_to_line").asString());
        }
        return message.toString();
    }

    private static BufferedReader open(Path messages) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(messages)), UTF_8));
    }
}
