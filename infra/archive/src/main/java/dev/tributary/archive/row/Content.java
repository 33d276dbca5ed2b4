package dev.tributary.archive.row;

import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.raw.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a version of a message holds.
///
/// @param replyTo with its chat filled in, also where it is the message's own
/// @param thread likewise
public record Content(
        @Nullable String sender,
        @Nullable Instant editedAt,
        String kind,
        String text,
        @Nullable TextHash textHash,
        @Nullable MessageKey replyTo,
        @Nullable MessageKey thread,
        @Nullable String forwardedFrom,
        List<Attachment> attachments,
        Origin origin) {

    private static final String SERVICE = kind(MessageKind.SERVICE);

    static Content of(MessageVersion event) {
        EventSource source = event.source();
        return new Content(
                event.sender() == null ? null : event.sender().id().value(),
                StoredTime.ofNullable(event.editedAt()),
                kind(event.kind()),
                event.text(),
                TextHash.of(event.text()).orElse(null),
                target(source, event.replyTo()),
                target(source, event.thread()),
                event.forwardedFrom(),
                event.attachments(),
                source.origin());
    }

    private static String kind(MessageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable MessageKey target(EventSource source, @Nullable MessageTarget target) {
        if (target == null) {
            return null;
        }
        ChatKey own = ChatKey.of(source);
        ChatKey chat =
                target.chat() == null ? own : new ChatKey(own.account(), target.chat().value());
        return new MessageKey(chat, target.message().value());
    }

    public List<String> attachmentKinds() {
        return attachments.stream().map(Attachment::kind).toList();
    }

    /// What makes one version differ from another that has the same edit time: the words, the kinds
    /// of what hangs on them, and who speaks, a person or the service. Handles of files are left
    /// out: services change them at will. An announcement has no wording of its own: it is told
    /// with the names of the day, and never edited by anybody.
    Digest words() {
        return kind.equals(SERVICE)
                ? Digest.of(kind)
                : Digest.of(kind, text, attachmentKinds().size(), attachmentKinds());
    }

    /// Everything that a row shows.
    Digest all() {
        return Digest.of(sender, kind, text, replyTo, thread, forwardedFrom, attachments);
    }
}
