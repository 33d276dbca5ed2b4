package dev.tributary.archive.row;

import dev.tributary.contract.event.EventSource;
import java.util.Comparator;

/// A chat as the tables name it.
public record ChatKey(String account, String chat) implements Comparable<ChatKey> {

    private static final Comparator<ChatKey> ORDER =
            Comparator.comparing(ChatKey::account).thenComparing(ChatKey::chat);

    static ChatKey of(EventSource source) {
        return new ChatKey(source.account().toString(), source.chat().value());
    }

    @Override
    public int compareTo(ChatKey other) {
        return ORDER.compare(this, other);
    }
}
