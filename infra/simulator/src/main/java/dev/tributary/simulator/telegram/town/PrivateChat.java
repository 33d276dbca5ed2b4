package dev.tributary.simulator.telegram.town;

public record PrivateChat(Person one, Person other) implements Chat {

    @Override
    public Peer.User peerFor(Person viewer) {
        return viewer.equals(one) ? other.peer() : one.peer();
    }

    @Override
    public boolean has(Person person) {
        return person.equals(one) || person.equals(other);
    }
}
