package dev.tributary.contract.answer;

import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message as it stands now.
///
/// @param senderName the sender's newest display name
/// @param sentAt null where the service did not say, or only its deletion is known
/// @param editedAt when the shown version was made; null if it was never edited
/// @param text untrusted: other people wrote it
/// @param attachments in the service's order
/// @param replyTo the message it answers, whether the archive has it or not
public record Message(
        MessageRef ref,
        @Nullable String chatTitle,
        @Nullable UserId sender,
        @Nullable String senderName,
        @Nullable Instant sentAt,
        @Nullable Instant editedAt,
        MessageKind kind,
        String text,
        List<Attached> attachments,
        @Nullable MessageRef replyTo,
        boolean deleted) {

    public Message {
        attachments = List.copyOf(attachments);
    }

    public Message with(List<Attached> attachments) {
        return new Message(
                ref,
                chatTitle,
                sender,
                senderName,
                sentAt,
                editedAt,
                kind,
                text,
                attachments,
                replyTo,
                deleted);
    }

    public Message withoutReply() {
        return new Message(
                ref,
                chatTitle,
                sender,
                senderName,
                sentAt,
                editedAt,
                kind,
                text,
                attachments,
                null,
                deleted);
    }
}
