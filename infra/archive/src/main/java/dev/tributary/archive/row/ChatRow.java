package dev.tributary.archive.row;

import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A chat. Each field has a rank of its own, because a profile that leaves one out says nothing of
/// it.
public record ChatRow(ChatKey key, Ranked<String> kind, Ranked<String> title)
        implements Row<ChatKey, ChatRow> {

    /// @param profile null: the event only shows that the chat exists
    static ChatRow of(EventSource source, @Nullable ChatProfile profile, Instant at) {
        if (profile == null) {
            return new ChatRow(ChatKey.of(source), Ranked.nothing(), Ranked.nothing());
        }
        String kind =
                profile.kind() == null ? null : profile.kind().name().toLowerCase(Locale.ROOT);
        return new ChatRow(
                ChatKey.of(source),
                UserRow.field(kind, at, source),
                UserRow.field(profile.title(), at, source));
    }

    @Override
    public ChatRow merge(ChatRow other) {
        return new ChatRow(key, kind.or(other.kind), title.or(other.title));
    }
}
