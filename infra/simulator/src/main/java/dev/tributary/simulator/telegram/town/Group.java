package dev.tributary.simulator.telegram.town;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A basic group. Guarded by the town.
public final class Group implements Chat {

    private final Peer.Group peer;
    private final Instant created;
    private final Person creator;
    private final Map<Person, Instant> members = new LinkedHashMap<>();
    private String title;
    private int version = 1;

    Group(long id, String title, List<Person> people, Instant created) {
        this.peer = new Peer.Group(id);
        this.title = title;
        this.created = created;
        this.creator = people.getFirst();
        people.forEach(person -> members.put(person, created));
    }

    public Peer.Group peer() {
        return peer;
    }

    @Override
    public Peer.Group peerFor(Person viewer) {
        return peer;
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

    /// How often the membership changed.
    public int version() {
        return version;
    }

    void rename(String newTitle) {
        title = newTitle;
        version++;
    }

    void join(Person person, Instant at) {
        members.put(person, at);
        version++;
    }

    void leave(Person person) {
        members.remove(person);
        version++;
    }
}
