package dev.tributary.simulator.telegram.town;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A channel in Telegram's wide sense, with a box of its own. Guarded by the town.
public final class Channel implements Chat {

    public enum Kind {
        /// The channel speaks, people read.
        BROADCAST,
        SUPERGROUP,
        /// A supergroup whose messages belong to topics.
        FORUM
    }

    private final Peer.Channel peer;
    private final Kind kind;
    private final Instant created;
    private final Person creator;
    private final MessageBox box;
    private final Map<Person, Instant> members = new LinkedHashMap<>();
    private final Map<Integer, Topic> topics = new LinkedHashMap<>();
    private String title;

    Channel(long id, String title, Kind kind, List<Person> people, Instant created, Clock clock) {
        this.peer = new Peer.Channel(id);
        this.title = title;
        this.kind = kind;
        this.created = created;
        this.box = new MessageBox(clock);
        this.creator = people.getFirst();
        people.forEach(person -> members.put(person, created));
    }

    public Peer.Channel peer() {
        return peer;
    }

    @Override
    public Peer.Channel peerFor(Person viewer) {
        return peer;
    }

    @Override
    public boolean has(Person person) {
        return members.containsKey(person);
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    public Instant created() {
        return created;
    }

    public Person creator() {
        return creator;
    }

    /// Person -> since when.
    public Map<Person, Instant> members() {
        return Collections.unmodifiableMap(members);
    }

    public MessageBox box() {
        return box;
    }

    /// Topic's id -> topic; empty unless it is a forum.
    public Map<Integer, Topic> topics() {
        return Collections.unmodifiableMap(topics);
    }

    void rename(String newTitle) {
        title = newTitle;
    }

    void join(Person person, Instant at) {
        members.put(person, at);
    }

    void leave(Person person) {
        members.remove(person);
    }

    void open(Topic topic) {
        topics.put(topic.id(), topic);
    }
}
