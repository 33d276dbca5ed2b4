package dev.tributary.processor.normalise.reading;

import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.contract.wire.WireText;
import dev.tributary.contract.wire.WireTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A raw record with its headers understood.
public record Envelope(RawEvent event, RawPosition position, Origin origin, Instant receivedAt) {

    /// @throws MalformedValue if a header does not say what it should
    public static Envelope open(RawEvent event, RawPosition position) {
        return new Envelope(event, position, origin(event), receivedAt(event));
    }

    private static Origin origin(RawEvent event) {
        try {
            return event.origin();
        } catch (IllegalArgumentException e) {
            throw new MalformedValue("the header origin is none of import, backfill, live");
        }
    }

    private static Instant receivedAt(RawEvent event) {
        try {
            return WireTime.checked(
                    Instant.parse(event.header(RawHeader.RECEIVED_AT).orElse("")),
                    "the header received-at");
        } catch (DateTimeException e) {
            throw new MalformedValue("the header received-at is not an RFC 3339 time in UTC");
        }
    }

    public byte[] value() {
        return event.value();
    }

    /// Made storable like the value's text; a blank header is none.
    public Optional<String> header(RawHeader header) {
        return event.header(header).filter(text -> !text.isBlank()).map(WireText::storable);
    }

    /// The chat of a value that does not say it itself.
    public ChatId chat() {
        return header(RawHeader.CHAT_ID)
                .map(ChatId::new)
                .orElseThrow(() -> new MalformedValue("the header chat-id is missing"));
    }

    public EventSource source(ChatId chat) {
        return new EventSource(event.account(), chat, origin, receivedAt, position);
    }
}
