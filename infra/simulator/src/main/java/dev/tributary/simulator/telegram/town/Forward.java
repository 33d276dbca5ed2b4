package dev.tributary.simulator.telegram.town;

import java.time.Instant;

/// Where a forwarded message was first said.
public sealed interface Forward {

    Instant at();

    record OfPerson(Person author, Instant at) implements Forward {}

    /// Of someone who does not want to be found.
    record OfName(String name, Instant at) implements Forward {}

    record OfChannel(Channel channel, int messageId, Instant at) implements Forward {}
}
