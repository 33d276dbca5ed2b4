package dev.tributary.processor.normalise.jsonl;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.jsonl.JsonlMessage;
import dev.tributary.processor.normalise.reading.Envelope;
import dev.tributary.processor.normalise.reading.RawReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line is a version of a message; a deleted line is a deletion, and also a version where it
/// still tells what the message said and when.
public final class JsonlReading implements RawReading {

    @Override
    public List<ChatEvent> read(Envelope envelope) {
        JsonlMessage line = JsonlMessage.parse(envelope.value());
        EventSource source = envelope.source(line.chat());
        List<ChatEvent> events = new ArrayList<>(2);
        if (line.text() != null && line.sentAt() != null) {
            events.add(version(line, line.text(), source));
        }
        if (line.deleted()) {
            events.add(new MessageDeleted(source, line.message(), envelope.receivedAt()));
        }
        return events;
    }

    private static MessageVersion version(JsonlMessage line, String text, EventSource source) {
        return new MessageVersion(
                source,
                line.message(),
                sender(line),
                line.sentAt(),
                line.editedAt(),
                MessageKind.MESSAGE,
                text,
                line.replyTo() == null ? null : new MessageTarget(null, line.replyTo()),
                null,
                null,
                List.of(),
                line.chatTitle() == null ? null : new ChatProfile(null, line.chatTitle()));
    }

    private static @Nullable UserProfile sender(JsonlMessage line) {
        return line.sender() == null
                ? null
                : new UserProfile(line.sender(), line.senderName(), null);
    }
}
