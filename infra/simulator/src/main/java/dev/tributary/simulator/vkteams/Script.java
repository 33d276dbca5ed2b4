package dev.tributary.simulator.vkteams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Everything the simulator has to tell.
///
/// @param events each bot's stream, in order; an `eventId` is optional
public record Script(Map<Bot, List<ObjectNode>> events, List<Chat> chats, List<StoredFile> files) {

    /// The bot of a script that names none.
    public static final Bot DEFAULT_BOT = Bot.of("1000000001", "tributary_bot");

    public Script {
        Map<Bot, List<ObjectNode>> copy = new LinkedHashMap<>();
        events.forEach((bot, stream) -> copy.put(bot, List.copyOf(stream)));
        events = copy;
        chats = List.copyOf(chats);
        files = List.copyOf(files);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a script needs at least one bot");
        }
        long tokens = events.keySet().stream().map(Bot::token).distinct().count();
        if (tokens < events.size()) {
            throw new IllegalArgumentException("two bots of the script have the same token");
        }
    }

    /// One bot and its events; chats are what the events say of them.
    public static Script of(Bot bot, List<ObjectNode> events) {
        return new Script(Map.of(bot, events), List.of(), List.of());
    }

    public List<Bot> bots() {
        return List.copyOf(events.keySet());
    }
}
