package dev.tributary.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedSet;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the benchmarks feed: irc-ubuntu where `TRIBUTARY_TEST_DATA` names a folder with it,
/// otherwise sentences made of a fixed vocabulary with a fixed seed.
final class Corpus {

    private static final String[] WORDS =
            """
            the kernel panics after an update so please send me your log of that machine and try another cable first
            because my network card works only with older drivers while somebody else reported a similar problem here
            yesterday has anyone seen this window manager crash when two screens are attached or is it just the theme
            """
                    .split("\\s+");

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Path file;

    private Corpus(Path file) {
        this.file = file;
    }

    static Corpus find(Map<String, String> environment) {
        return new Corpus(
                Path.of(
                        environment.getOrDefault("TRIBUTARY_TEST_DATA", "absent"),
                        "irc-ubuntu",
                        "messages.jsonl.gz"));
    }

    /// Lines of the jsonl import format, all of irc-ubuntu or as many generated ones.
    ///
    /// @param most stop after so many
    List<String> importLines(int most) {
        return Files.exists(file) ? ircLines(most) : generatedLines(most);
    }

    /// Distinct, not empty.
    List<String> texts(int count) {
        SequencedSet<String> texts = new LinkedHashSet<>();
        for (String line : importLines(count * 3)) {
            String text = mapper.readTree(line).path("text").asString();
            if (!text.isBlank() && texts.size() < count) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private List<String> ircLines(int most) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = reader.readLine();
                    line != null && lines.size() < most;
                    line = reader.readLine()) {
                lines.add(asImportLine(mapper.readTree(line)));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("the data set \"" + file + "\" cannot be read", e);
        }
    }

    /// Time stamps have a minute's resolution, so a message's identity and order are its file and
    /// line.
    private String asImportLine(JsonNode irc) {
        ObjectNode line = mapper.createObjectNode();
        String src = irc.path("src").asString();
        line.put("chat", irc.path("chat").asString());
        line.put("message_id", src + ":" + irc.path("line").asInt());
        line.put("sender", irc.path("user").asString());
        line.put("sent_at", irc.path("ts").asString() + "Z");
        line.put("text", irc.path("text").asString());
        if (irc.has("reply_to_line")) {
            line.put("reply_to", src + ":" + irc.path("reply_to_line").asInt());
        }
        return mapper.writeValueAsString(line);
    }

    private List<String> generatedLines(int count) {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ObjectNode line = mapper.createObjectNode();
            line.put("chat", "chat-" + random.nextInt(6));
            line.put("message_id", Integer.toString(i));
            line.put("sender", "user-" + random.nextInt(500));
            line.put("sent_at", 1_600_000_000L + i * 30L);
            line.put("text", sentence(random, i));
            lines.add(mapper.writeValueAsString(line));
        }
        return lines;
    }

    private static String sentence(Random random, int number) {
        StringBuilder sentence = new StringBuilder("n").append(number);
        int words = 4 + random.nextInt(20);
        for (int i = 0; i < words; i++) {
            sentence.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return sentence.toString();
    }
}
