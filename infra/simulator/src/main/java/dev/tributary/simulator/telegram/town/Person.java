package dev.tributary.simulator.telegram.town;

/// @param phone digits only, as Telegram shows it
public record Person(long id, String firstName, String lastName, String phone) {

    public Peer.User peer() {
        return new Peer.User(id);
    }

    /// The person's name and phone number are not for logs.
    @Override
    public String toString() {
        return "Person " + id;
    }
}
