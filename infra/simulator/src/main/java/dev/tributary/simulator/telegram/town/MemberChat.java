package dev.tributary.simulator.telegram.town;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A chat with a title, that people join and leave. Guarded by the town.
public abstract sealed class MemberChat implements Chat permits Group, Channel {

    private final Instant created;
    private final Person creator;
    private final Map<Person, Instant> members = new LinkedHashMap<>();
    private String title;

    /// @param people the first one made it
    MemberChat(String title, List<Person> people, Instant created) {
        this.title = title;
        this.created = created;
        this.creator = people.getFirst();
        people.forEach(person -> members.put(person, created));
    }

    /// The chat is the same to everybody.
    public abstract Peer peer();

    @Override
    public Peer peerFor(Person viewer) {
        return peer();
    }

    @Override
    public boolean has(Person person) {
        return members.containsKey(person);
    }

    public String title() {
        return title;
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

    void rename(String newTitle) {
        title = newTitle;
    }

    void join(Person person, Instant at) {
        members.put(person, at);
    }

    void leave(Person person) {
        members.remove(person);
    }
}
