package dev.tributary.mcp;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes a small archive of the last hour, a second between one message and the next.
public final class Chatter {

    private final AccountId account;
    private final Instant beginning = Instant.now().minus(Duration.ofHours(1));
    private final List<ChatEvent> events = new ArrayList<>();
    private int next;

    public Chatter(String account) {
        this.account = AccountId.parse(account);
    }

    /// Titles are the chat's id in capitals, names the sender's.
    public Chatter says(String chat, String message, String sender, String text) {
        return says(chat, chat.toUpperCase(Locale.ROOT), message, sender, text);
    }

    public Chatter says(String chat, String title, String message, String sender, String text) {
        next++;
        Instant now = beginning.plusSeconds(next);
        events.add(
                new ChatEvent.MessageVersion(
                        new EventSource(
                                account,
                                new ChatId(chat),
                                Origin.LIVE,
                                now,
                                new RawPosition("tributary.raw.jsonl", 0, next)),
                        new MessageId(message),
                        new UserProfile(
                                new UserId(sender), sender.toUpperCase(Locale.ROOT), sender),
                        now,
                        null,
                        MessageKind.MESSAGE,
                        text,
                        null,
                        null,
                        null,
                        List.of(),
                        new ChatProfile(ChatKind.GROUP, title)));
        return this;
    }

    public void into(Archive archive) throws SQLException {
        archive.inTransaction(tx -> new ArchiveWriter().write(tx, events));
    }

    public List<String> texts() {
        return events.stream()
                .map(event -> ((ChatEvent.MessageVersion) event).text())
                .distinct()
                .toList();
    }

    public MessageRef ref(String chat, String message) {
        return new MessageRef(account, new ChatId(chat), new MessageId(message));
    }
}
