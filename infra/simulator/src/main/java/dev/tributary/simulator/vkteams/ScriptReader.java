package dev.tributary.simulator.vkteams;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a script from JSON lines: an event a line as the service sends it, and control lines that
/// name bots, chats and files. The format is in docs/simulator.md.
public final class ScriptReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, Bot> bots = new LinkedHashMap<>();
    private final Map<Bot, List<ObjectNode>> events = new LinkedHashMap<>();
    private final List<Chat> chats = new ArrayList<>();
    private final List<StoredFile> files = new ArrayList<>();
    private final String name;
    private @Nullable Bot current;
    private int line;

    ScriptReader(String name) {
        this.name = name;
    }

    /// @throws MalformedScript if a line is neither an event nor a control line
    public static Script read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return read(file.toString(), lines);
        }
    }

    /// @param name of the source, for errors
    public static Script read(String name, BufferedReader lines) throws IOException {
        ScriptReader reader = new ScriptReader(name);
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            reader.line(text);
        }
        return reader.script();
    }

    void line(String text) {
        line++;
        if (!text.isBlank()) {
            accept(parsed(text));
        }
    }

    /// What all lines so far say.
    Script script() {
        if (events.isEmpty()) {
            streamOf(Script.DEFAULT_BOT);
        }
        return new Script(events, chats, files);
    }

    /// The events of all lines so far, each once: they are forgotten here.
    Map<Bot, List<ObjectNode>> takeEvents() {
        Map<Bot, List<ObjectNode>> taken = new LinkedHashMap<>();
        events.forEach((bot, stream) -> taken.put(bot, List.copyOf(stream)));
        events.values().forEach(List::clear);
        return taken;
    }

    private JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw malformed("is not JSON: " + e.getOriginalMessage());
        }
    }

    private void accept(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw malformed("is not a JSON object");
        }
        switch (object.path("control").stringValue("")) {
            case "" -> event(object);
            case "bot" -> current = bot(object);
            case "chat" -> chats.add(chat(object));
            case "file" -> files.add(new StoredFile(text(object, "fileId"), info(object)));
            default -> throw malformed("has a control that is none of bot, chat, file");
        }
    }

    private void event(ObjectNode object) {
        if (object.path("type").stringValue("").isEmpty() || !object.path("payload").isObject()) {
            throw malformed(
                    "is neither an event (type, payload) nor a control line (control: bot, chat,"
                            + " file)");
        }
        streamOf(current == null ? Script.DEFAULT_BOT : current).add(object);
    }

    /// A bot's second control line only makes the lines after it the bot's again.
    private Bot bot(ObjectNode object) {
        String userId = text(object, "userId");
        Bot known = bots.get(userId);
        if (known != null) {
            return known;
        }
        Bot usual = Bot.of(userId, object.path("nick").stringValue("bot" + userId));
        Bot bot =
                new Bot(
                        object.path("token").stringValue(usual.token()),
                        userId,
                        usual.nick(),
                        object.path("firstName").stringValue(usual.firstName()));
        bots.put(userId, bot);
        streamOf(bot);
        return bot;
    }

    private Chat chat(ObjectNode object) {
        List<ObjectNode> members = new ArrayList<>();
        for (JsonNode member : object.path("members")) {
            members.add(
                    member.asObjectOpt().orElseThrow(() -> malformed("has a member without {}")));
        }
        return new Chat(
                text(object, "chatId"),
                info(object),
                members,
                object.path("thread").booleanValue(false));
    }

    private ObjectNode info(ObjectNode object) {
        return object.path("info").asObjectOpt().orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private String text(ObjectNode object, String key) {
        String value = object.path(key).stringValue("");
        if (value.isEmpty()) {
            throw malformed("needs \"" + key + "\"");
        }
        return value;
    }

    private List<ObjectNode> streamOf(Bot bot) {
        return events.computeIfAbsent(bot, _ -> new ArrayList<>());
    }

    private MalformedScript malformed(String what) {
        return new MalformedScript(
                name + ":" + line + ": the line " + what + "; see docs/simulator.md");
    }
}
