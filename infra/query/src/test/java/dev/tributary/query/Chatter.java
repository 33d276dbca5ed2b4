package dev.tributary.query;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a small archive, a minute between one message and the next.
final class Chatter {

    static final Instant BEGINNING = Instant.parse("2026-01-01T10:00:00Z");

    private final AccountId account;
    private final List<ChatEvent> events = new ArrayList<>();
    private int next;

    Chatter(String account) {
        this.account = AccountId.parse(account);
    }

    Chatter says(String chat, String message, String sender, String text) {
        return says(chat, message, sender, text, null);
    }

    Chatter answers(String chat, String message, String sender, String text, String to) {
        return says(chat, message, sender, text, to);
    }

    private Chatter says(
            String chat, String message, String sender, String text, @Nullable String replyTo) {
        events.add(version(chat, message, sender, text, replyTo, null, List.of()));
        return this;
    }

    Chatter edits(String chat, String message, String sender, String text) {
        events.add(version(chat, message, sender, text, null, now(), List.of()));
        return this;
    }

    Chatter shows(
            String chat, String message, String sender, String text, Attachment... attachments) {
        events.add(version(chat, message, sender, text, null, null, List.of(attachments)));
        return this;
    }

    /// The content of a file was fetched.
    Chatter stores(String chat, String file, String sha256, long size) {
        events.add(new ChatEvent.FileStored(source(chat), file, sha256, size, now()));
        return this;
    }

    Chatter deletes(String chat, String message) {
        events.add(new ChatEvent.MessageDeleted(source(chat), new MessageId(message), now()));
        return this;
    }

    void into(Archive archive) throws SQLException {
        archive.inTransaction(tx -> new ArchiveWriter().write(tx, events));
    }

    MessageRef ref(String chat, String message) {
        return new MessageRef(account, new ChatId(chat), new MessageId(message));
    }

    private Instant now() {
        return BEGINNING.plusSeconds(60L * next);
    }

    private EventSource source(String chat) {
        next++;
        return new EventSource(
                account,
                new ChatId(chat),
                Origin.LIVE,
                now(),
                new RawPosition("tributary.raw.jsonl", 0, next));
    }

    /// Titles are the chat's id in capitals, names the sender's.
    private ChatEvent version(
            String chat,
            String message,
            String sender,
            String text,
            @Nullable String replyTo,
            @Nullable Instant editedAt,
            List<Attachment> attachments) {
        EventSource source = source(chat);
        return new ChatEvent.MessageVersion(
                source,
                new MessageId(message),
                new UserProfile(
                        new UserId(sender), sender.toUpperCase(java.util.Locale.ROOT), sender),
                editedAt == null ? now() : null,
                editedAt == null ? null : now(),
                MessageKind.MESSAGE,
                text,
                replyTo == null ? null : new MessageTarget(null, new MessageId(replyTo)),
                null,
                null,
                attachments,
                new ChatProfile(ChatKind.GROUP, chat.toUpperCase(java.util.Locale.ROOT)));
    }
}
