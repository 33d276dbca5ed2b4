package dev.tributary.contract.answer;

import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message as it stands now.
///
/// @param senderName the sender's newest display name
/// @param sentAt null where the service did not say, or only its deletion is known
/// @param editedAt when the shown version was made; null if it was never edited
/// @param text untrusted: other people wrote it
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
        @Nullable MessageRef replyTo,
        boolean deleted) {}
