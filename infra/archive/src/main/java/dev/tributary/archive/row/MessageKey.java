package dev.tributary.archive.row;

import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.identity.MessageId;
import java.util.Comparator;

/// A message as the tables name it: the parts of its reference as text.
public record MessageKey(ChatKey chat, String message) implements Comparable<MessageKey> {

    private static final Comparator<MessageKey> ORDER =
            Comparator.comparing(MessageKey::chat).thenComparing(MessageKey::message);

    static MessageKey of(EventSource source, MessageId message) {
        return new MessageKey(ChatKey.of(source), message.value());
    }

    @Override
    public int compareTo(MessageKey other) {
        return ORDER.compare(this, other);
    }
}
