package dev.tributary.standalone.bench;

import dev.tributary.simulator.dataset.IrcUbuntu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedSet;
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
    private final Path testData;

    private Corpus(Path testData) {
        this.testData = testData;
    }

    static Corpus find(Map<String, String> environment) {
        return new Corpus(Path.of(environment.getOrDefault("TRIBUTARY_TEST_DATA", "absent")));
    }

    /// Whether the lines are those of irc-ubuntu.
    boolean isReal() {
        return Files.exists(IrcUbuntu.in(testData));
    }

    /// Lines of the jsonl import format, all of irc-ubuntu or as many generated ones.
    ///
    /// @param most stop after so many
    List<String> importLines(int most) {
        return isReal() ? ircLines(most) : generatedLines(most);
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
        try {
            return IrcUbuntu.lines(testData, most);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the data set \"" + IrcUbuntu.in(testData) + "\" cannot be read", e);
        }
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
