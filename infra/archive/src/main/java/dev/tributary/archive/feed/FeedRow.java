package dev.tributary.archive.feed;

import dev.tributary.archive.row.StoredTime;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.Change.Kind;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.ChatChanged;
import dev.tributary.contract.event.ChatEvent.FileStored;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessagePinned;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatEvent.UserChanged;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one event says to the feed.
record FeedRow(
        EventSource source,
        Kind kind,
        @Nullable MessageId message,
        @Nullable UserProfile sender,
        Instant at,
        String text) {

    private static final Duration NEWS = Duration.ofHours(1);

    /// Empty for what is no news of a chat.
    static Optional<FeedRow> find(ChatEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case MessageVersion version -> of(version);
                    case MessageDeleted deleted -> of(deleted);
                    case MessagePinned pinned ->
                            new FeedRow(
                                    pinned.source(),
                                    Kind.CHAT,
                                    pinned.message(),
                                    null,
                                    pinned.at(),
                                    "");
                    case MembersChanged changed ->
                            isNews(changed) ? chat(changed.source(), changed.at()) : null;
                    case ChatChanged changed -> chat(changed.source(), changed.at());
                    case UserChanged _, FileStored _ -> null;
                });
    }

    private static FeedRow of(MessageDeleted deleted) {
        return new FeedRow(
                deleted.source(), Kind.DELETED, deleted.message(), null, deleted.deletedAt(), "");
    }

    private static FeedRow of(MessageVersion version) {
        Instant at = version.editedAt() != null ? version.editedAt() : version.sentAt();
        return new FeedRow(
                version.source(),
                version.editedAt() == null ? Kind.POSTED : Kind.EDITED,
                version.message(),
                version.sender(),
                at != null ? at : version.source().receivedAt(),
                cut(version.text()));
    }

    /// Lists of members, and what a service repeats when it is asked again, tell of old comings.
    private static boolean isNews(MembersChanged changed) {
        return changed.at().isAfter(changed.source().receivedAt().minus(NEWS));
    }

    private static FeedRow chat(EventSource source, Instant at) {
        return new FeedRow(source, Kind.CHAT, null, null, at, "");
    }

    /// Never in the middle of a character.
    static String cut(String text) {
        if (text.length() <= Change.TEXT_LIMIT) {
            return text;
        }
        int end = Change.TEXT_LIMIT - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    long atMicros() {
        return StoredTime.micros(at);
    }

    @Nullable String senderId() {
        return sender == null ? null : sender.id().value();
    }
}
