package dev.tributary.contract.event;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import java.time.Instant;

/// Which raw record an event was read from. Origin and position break ties between versions;
/// neither is part of an identity or a checksum.
public record EventSource(
        AccountId account, ChatId chat, Origin origin, Instant receivedAt, RawPosition position) {

    /// The key of the event topics: all events of a chat meet in one partition.
    public ChatRef chatRef() {
        return new ChatRef(account, chat);
    }
}
