package dev.tributary.simulator.telegram.town;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A channel in Telegram's wide sense, with a box of its own. Guarded by the town.
public final class Channel extends MemberChat {

    public enum Kind {
        /// The channel speaks, people read.
        BROADCAST,
        SUPERGROUP,
        /// A supergroup whose messages belong to topics.
        FORUM
    }

    private final Peer.Channel peer;
    private final Kind kind;
    private final MessageBox box;
    private final Map<Integer, Topic> topics = new LinkedHashMap<>();

    Channel(long id, String title, Kind kind, List<Person> people, Instant created, Clock clock) {
        super(title, people, created);
        this.peer = new Peer.Channel(id);
        this.kind = kind;
        this.box = new MessageBox(clock);
    }

    @Override
    public Peer.Channel peer() {
        return peer;
    }

    public Kind kind() {
        return kind;
    }

    public MessageBox box() {
        return box;
    }

    /// Topic's id -> topic; empty unless it is a forum.
    public Map<Integer, Topic> topics() {
        return Collections.unmodifiableMap(topics);
    }

    void open(Topic topic) {
        topics.put(topic.id(), topic);
    }
}
