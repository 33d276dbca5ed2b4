package dev.tributary.archive;

import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.FileStored;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessagePinned;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The life of one message, as ten events of which some repeat or contradict others. Lives of
/// different numbers have nothing in common but the account.
public record Life(int number) {

    public static final AccountId ACCOUNT = new AccountId(Service.TELEGRAM, "1");
    private static final Instant POSTED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant EDITED = Instant.parse("2026-03-01T10:05:00.000001Z");
    private static final Instant EDITED_AGAIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant DELETED = Instant.parse("2026-03-03T00:00:00Z");

    private static final String SHA256 = "ab".repeat(32);

    public List<ChatEvent> events() {
        ChatProfile old = new ChatProfile(ChatKind.GROUP, "Old title");
        ChatProfile title = new ChatProfile(null, "Title");
        Attachment photo = new Attachment("photo", "f" + number, null, "image/png", 7L, null);
        Attachment exported = new Attachment("photo", null, "1.png", null, null, "photos/1.png");
        return List.of(
                // The post, and the content of the picture that is added later.
                version(source(Origin.LIVE, 10), POSTED, null, "Привет", title),
                new FileStored(source(Origin.LIVE, 11), "f" + number, SHA256, 8, EDITED_AGAIN),
                // Two edits; the second adds a picture and comes twice.
                version(source(Origin.LIVE, 12), POSTED, EDITED, "Привет!", null),
                version(source(Origin.LIVE, 14), POSTED, EDITED_AGAIN, "Смотри", null, photo),
                version(source(Origin.LIVE, 15), POSTED, EDITED_AGAIN, "Смотри", null, photo),
                new MessageDeleted(source(Origin.LIVE, 20), message(), DELETED),
                // An old export that knows the post only, a new one that knows the last edit.
                version(source(Origin.IMPORT, 1), POSTED, null, "Привет", old),
                version(source(Origin.IMPORT, 2), null, EDITED_AGAIN, "Смотри ", title, exported),
                // Backfill reads the first edit with another wording.
                version(source(Origin.BACKFILL, 3), POSTED, EDITED, "Привет !", null),
                new MessagePinned(source(Origin.LIVE, 13), message(), true, EDITED));
    }

    /// The same without repeats: seven events.
    public List<ChatEvent> compact() {
        List<ChatEvent> all = events();
        return List.of(
                all.get(0), all.get(1), all.get(2), all.get(3), all.get(5), all.get(6), all.get(7));
    }

    /// The last words again, as an export has them with another edit time.
    ChatEvent exported(Instant editedAt, Attachment... attachments) {
        return version(source(Origin.IMPORT, 30), POSTED, editedAt, "Смотри", null, attachments);
    }

    public MessageId message() {
        return new MessageId("77");
    }

    public EventSource source(Origin origin, long offset) {
        String topic = "tributary.raw.telegram" + origin.lane().topicSuffix();
        return new EventSource(
                ACCOUNT,
                new ChatId("c" + number),
                origin,
                DELETED.plusSeconds(offset),
                new RawPosition(topic, 3, offset));
    }

    private ChatEvent version(
            EventSource source,
            @Nullable Instant sentAt,
            @Nullable Instant editedAt,
            String text,
            @Nullable ChatProfile chat,
            Attachment... attachments) {
        String name = source.origin() == Origin.LIVE ? "Анна" : "Anna K.";
        String handle = source.origin() == Origin.IMPORT ? "anna" : null;
        return new MessageVersion(
                source,
                message(),
                new UserProfile(new UserId("u" + number), name, handle),
                sentAt,
                editedAt,
                MessageKind.MESSAGE,
                text,
                new MessageTarget(null, new MessageId("70")),
                null,
                null,
                List.of(attachments),
                chat);
    }
}
