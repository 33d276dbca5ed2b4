package dev.tributary.simulator.vkteams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A running VK Teams Bot API server. Its methods may be called from any thread.
public final class VkTeamsSimulator implements AutoCloseable {

    private final Map<Bot, BotSession> sessions;
    private final ChatDirectory chats;
    private final BotApi api;
    private final HttpFront front;

    private VkTeamsSimulator(
            Map<Bot, BotSession> sessions, ChatDirectory chats, BotApi api, HttpFront front) {
        this.sessions = sessions;
        this.chats = chats;
        this.api = api;
        this.front = front;
    }

    /// Starts on loopback.
    ///
    /// @param port 0 takes a free one
    public static VkTeamsSimulator start(int port, Script script, Conduct conduct)
            throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        return start(address, script, conduct, Clock.systemUTC());
    }

    /// @param clock stamps departures and violations and paces the script
    /// @throws IOException if the address is taken
    public static VkTeamsSimulator start(
            InetSocketAddress address, Script script, Conduct conduct, Clock clock)
            throws IOException {
        Map<Bot, BotSession> sessions = new LinkedHashMap<>();
        Map<String, BotSession> byToken = new LinkedHashMap<>();
        script.events()
                .forEach((bot, events) -> {
                    EventStream stream = new EventStream(clock, conduct.rate(), events);
                    BotSession session = new BotSession(bot, stream, conduct.faults().strikes(bot));
                    sessions.put(bot, session);
                    byToken.put(bot.token(), session);
                });
        ChatDirectory chats = new ChatDirectory(script);
        BotApi api = new BotApi(conduct, clock, byToken, chats, script.files());
        return new VkTeamsSimulator(sessions, chats, api, HttpFront.start(address, api));
    }

    /// What a client configures, `http://127.0.0.1:PORT/bot/v1/`.
    public URI baseUrl() {
        InetSocketAddress address = front.address();
        return URI.create(
                "http://" + address.getHostString() + ":" + address.getPort() + Call.ROOT);
    }

    public List<Bot> bots() {
        return List.copyOf(sessions.keySet());
    }

    /// Puts an event into the bot's stream now; a poll that waits is answered with it.
    ///
    /// @param event `type` and `payload`, for example from [VkTeamsEvents]
    /// @return its `eventId`
    public long publish(Bot bot, ObjectNode event) {
        chats.learn(event);
        return session(bot).stream().publish(event);
    }

    /// When the event first left in an answer that was sent whole; empty if it has not.
    public Optional<Instant> departedAt(Bot bot, long eventId) {
        return session(bot).stream().departedAt(eventId);
    }

    /// Whether the bot's client has had every event, scripted and published, and asked for more.
    public boolean isDrained(Bot bot) {
        return session(bot).stream().isDrained();
    }

    public boolean isDrained() {
        return sessions.keySet().stream().allMatch(this::isDrained);
    }

    /// How many polls of the bot are not answered yet, those of a client that has gone included.
    public int openPolls(Bot bot) {
        return session(bot).stream().waitingPolls();
    }

    /// How many calls came with the bot's token.
    public int calls(Bot bot) {
        return session(bot).calls().get();
    }

    /// How often each fault has occurred to the bot; those that have not are absent.
    public Map<Fault, Integer> faults(Bot bot) {
        return session(bot).strikes().struck();
    }

    /// Calls that a client that only reads does not make.
    public List<Violation> violations() {
        return api.violations();
    }

    @Override
    public void close() {
        sessions.values().forEach(session -> session.stream().close());
        front.close();
    }

    private BotSession session(Bot bot) {
        BotSession session = sessions.get(bot);
        if (session == null) {
            throw new IllegalArgumentException(
                    "bot \"" + bot.userId() + "\" is not in this simulator's script");
        }
        return session;
    }
}
