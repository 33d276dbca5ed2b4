package dev.tributary.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.ScriptReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The conversations that the demo feeds: a VK Teams event stream and a Telegram export.
final class Sample {

    private static final String EVENTS = "/dev/tributary/standalone/sample/vkteams-events.jsonl";
    private static final String EXPORT = "/dev/tributary/standalone/sample/telegram-result.json";
    private static final Set<String> SPEAKS_OF_A_MESSAGE =
            Set.of("newMessage", "editedMessage", "deletedMessage");

    private final Script script;
    private final JsonNode export;

    private Sample(Script script, JsonNode export) {
        this.script = script;
        this.export = export;
    }

    static Sample read() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(EVENTS), UTF_8));
                InputStream export = open(EXPORT)) {
            return new Sample(
                    ScriptReader.read(EVENTS, lines),
                    JsonMapper.builder().build().readTree(export));
        }
    }

    Script script() {
        return script;
    }

    int events() {
        return script.events().values().stream().mapToInt(stream -> stream.size()).sum();
    }

    /// Copies the export to where an importer can read it.
    Path exportInto(Path directory) throws IOException {
        Path file = directory.resolve("result.json");
        try (InputStream export = open(EXPORT)) {
            Files.copy(export, file);
        }
        return file;
    }

    /// How many messages the archive must have in the end, deleted ones included.
    int messages() {
        return wireMessages().size() + exportMessages();
    }

    private Set<String> wireMessages() {
        return script.events().values().stream()
                .flatMap(stream -> stream.stream())
                .filter(event -> SPEAKS_OF_A_MESSAGE.contains(event.path("type").asString()))
                .map(event ->
                        event.at("/payload/chat/chatId").asString()
                                + "/"
                                + event.at("/payload/msgId").asString())
                .collect(Collectors.toSet());
    }

    private int exportMessages() {
        return Stream.of("/chats/list", "/left_chats/list")
                .flatMap(list -> export.at(list).valueStream())
                .mapToInt(chat -> chat.path("messages").size())
                .sum();
    }

    private static InputStream open(String resource) throws IOException {
        InputStream stream = Sample.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException(
                    "the sample \"" + resource + "\" is not in the build; run \"tributary build\"");
        }
        return stream;
    }
}
