package dev.tributary.simulator.telegram.town;

/// Where people talk.
public sealed interface Chat permits PrivateChat, Group, Channel {

    /// The chat as that person sees it.
    Peer peerFor(Person viewer);

    boolean has(Person person);
}
