package dev.tributary.simulator.telegram.town;

/// Where people talk.
public sealed interface Chat permits PrivateChat, MemberChat {

    /// The chat as that person sees it.
    Peer peerFor(Person viewer);

    boolean has(Person person);
}
