package dev.tributary.contract.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that happened in a chat, or to somebody whom the account sees.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatEvent.MessageVersion.class, name = "message"),
    @JsonSubTypes.Type(value = ChatEvent.MessageDeleted.class, name = "deleted"),
    @JsonSubTypes.Type(value = ChatEvent.MessagePinned.class, name = "pinned"),
    @JsonSubTypes.Type(value = ChatEvent.MembersChanged.class, name = "members"),
    @JsonSubTypes.Type(value = ChatEvent.ChatChanged.class, name = "chat"),
    @JsonSubTypes.Type(value = ChatEvent.UserChanged.class, name = "user"),
    @JsonSubTypes.Type(value = ChatEvent.FileStored.class, name = "file")
})
public sealed interface ChatEvent {

    EventSource source();

    /// A message as it was posted (`editedAt` is null) or as one edit left it.
    ///
    /// @param sender null where the service does not name one
    /// @param sentAt when it was first posted; null where the source does not say
    /// @param editedAt when this version was made; the record's receipt time where the wire marks
    ///   an edit without a time
    /// @param text never null; empty for a message without words
    /// @param replyTo the message it answers
    /// @param thread the message whose thread it stands in
    /// @param forwardedFrom the display name of the original author
    /// @param chat what the record says of the chat beside its id
    record MessageVersion(
            EventSource source,
            MessageId message,
            @Nullable UserProfile sender,
            @Nullable Instant sentAt,
            @Nullable Instant editedAt,
            MessageKind kind,
            String text,
            @Nullable MessageTarget replyTo,
            @Nullable MessageTarget thread,
            @Nullable String forwardedFrom,
            List<Attachment> attachments,
            @Nullable ChatProfile chat)
            implements ChatEvent {

        public MessageVersion {
            attachments = List.copyOf(attachments);
        }

        /// The time that ranks this version among the message's versions: the edit time, or the
        /// send time if it was never edited. A version without any time ranks below all others.
        public Instant versionAt() {
            if (editedAt != null) {
                return editedAt;
            }
            return sentAt != null ? sentAt : Instant.EPOCH;
        }
    }

    /// A delete is final whatever comes later. `deletedAt` is the service's time, or the receipt
    /// time where it gives none.
    record MessageDeleted(EventSource source, MessageId message, Instant deletedAt)
            implements ChatEvent {}

    record MessagePinned(EventSource source, MessageId message, boolean pinned, Instant at)
            implements ChatEvent {}

    /// @param by who added or removed them; null if they came or left by themselves, or the service
    ///   does not say
    record MembersChanged(
            EventSource source,
            boolean joined,
            List<UserProfile> members,
            @Nullable UserId by,
            Instant at)
            implements ChatEvent {

        public MembersChanged {
            members = List.copyOf(members);
        }
    }

    record ChatChanged(EventSource source, ChatProfile chat, Instant at) implements ChatEvent {}

    /// What a service says of a person outside any message.
    ///
    /// @param source its chat is the one with that person, which need not exist
    /// @param contact whether the account has the person in its address book; null says nothing
    record UserChanged(EventSource source, UserProfile user, @Nullable Boolean contact, Instant at)
            implements ChatEvent {}

    /// The content of a file was fetched and is kept.
    ///
    /// @param source its chat is the one in which the file was seen first
    /// @param fileId as in [Attachment#fileId], in whatever message it hangs
    /// @param sha256 of the content, in hexadecimal, lower case
    /// @param size in bytes
    record FileStored(EventSource source, String fileId, String sha256, long size, Instant at)
            implements ChatEvent {}
}
