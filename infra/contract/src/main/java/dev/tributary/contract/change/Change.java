package dev.tributary.contract.change;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One live change, with what a reader needs to show a line of it. The archive holds the rest.
///
/// @param message null where the chat itself changed
/// @param sender who wrote the message, also of a deleted one; null where nobody knows
/// @param senderName as readers of the service see it
/// @param chatTitle null for a chat without a title, or whose title nobody told yet
/// @param at the service's time of it: when the message was sent, edited or deleted, or the chat
///   changed
/// @param text never longer than [#TEXT_LIMIT]; empty where there are no words, and of a delete
/// @param committedAt when it could first be found in the archive
public record Change(
        Kind kind,
        ChatRef chat,
        @Nullable MessageId message,
        @Nullable UserId sender,
        @Nullable String senderName,
        @Nullable String chatTitle,
        Instant at,
        String text,
        Instant committedAt)
        implements FeedEntry {

    /// In UTF-16 units. A longer text is cut there and ends in `…`.
    public static final int TEXT_LIMIT = 4_000;

    public enum Kind {
        POSTED,
        EDITED,
        DELETED,
        /// The chat's title, members or pins.
        CHAT
    }

    /// The message's name, where the change is one of a message.
    public Optional<MessageRef> ref() {
        return Optional.ofNullable(message)
                .map(id -> new MessageRef(chat.account(), chat.chat(), id));
    }
}
