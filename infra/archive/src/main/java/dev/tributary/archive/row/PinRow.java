package dev.tributary.archive.row;

import dev.tributary.contract.event.ChatEvent.MessagePinned;
import java.time.Instant;

/// Whether a message is pinned.
public record PinRow(MessageKey key, Ranked<Pin> pin) implements Row<MessageKey, PinRow> {

    public record Pin(boolean pinned, Instant changedAt) {}

    static PinRow of(MessagePinned event) {
        Instant at = StoredTime.of(event.at());
        return new PinRow(
                MessageKey.of(event.source(), event.message()),
                new Ranked<>(
                        new Pin(event.pinned(), at),
                        Rank.of(at, event.source(), Digest.of(event.pinned()))));
    }

    @Override
    public PinRow merge(PinRow other) {
        return new PinRow(key, pin.or(other.pin));
    }
}
