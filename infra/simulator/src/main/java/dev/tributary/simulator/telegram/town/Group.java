package dev.tributary.simulator.telegram.town;

import java.time.Instant;
import java.util.List;

/// A basic group. Guarded by the town.
public final class Group extends MemberChat {

    private final Peer.Group peer;
    private int version = 1;

    Group(long id, String title, List<Person> people, Instant created) {
        super(title, people, created);
        this.peer = new Peer.Group(id);
    }

    @Override
    public Peer.Group peer() {
        return peer;
    }

    /// How often the title or the membership changed, from 1.
    public int version() {
        return version;
    }

    @Override
    void rename(String newTitle) {
        super.rename(newTitle);
        version++;
    }

    @Override
    void join(Person person, Instant at) {
        super.join(person, at);
        version++;
    }

    @Override
    void leave(Person person) {
        super.leave(person);
        version++;
    }
}
