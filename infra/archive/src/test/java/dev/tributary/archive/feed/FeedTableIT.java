package dev.tributary.archive.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.ChatChanged;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.MessageDeleted;
import dev.tributary.contract.event.ChatEvent.MessagePinned;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.ChatProfile;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.embedded.TestStack;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class FeedTableIT {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void live_events_become_rows_with_the_names_that_the_archive_knows() throws SQLException {
        try (Archive archive = Archive.open(TestStack.freshDatabase())) {
            // Given names that an import has told
            write(
                    archive,
                    message(
                            Origin.IMPORT,
                            1,
                            new UserProfile(new UserId("anna"), "Анна", null),
                            "Двор"));

            // When live events leave them out
            UserProfile anna = new UserProfile(new UserId("anna"), null, null);
            write(
                    archive,
                    message(Origin.LIVE, 2, anna, null),
                    message(Origin.IMPORT, 3, anna, null),
                    new MessageDeleted(source(Origin.LIVE), new MessageId("2"), AT),
                    new MessagePinned(source(Origin.LIVE), new MessageId("1"), true, AT),
                    new MembersChanged(source(Origin.LIVE), true, List.of(anna), null, AT),
                    new ChatChanged(
                            source(Origin.LIVE),
                            new ChatProfile(ChatKind.GROUP, "Сад"),
                            AT.plusSeconds(30)));

            // Then
            assertThat(rows(archive))
                    .containsExactly(
                            "POSTED 2 anna Анна Сад 2026-11-20 10:00:02+00 text 2",
                            "DELETED 2 anna Анна Сад 2026-11-20 10:00:00+00 ",
                            "CHAT 1 null null Сад 2026-11-20 10:00:00+00 ",
                            "CHAT null null null Сад 2026-11-20 10:00:00+00 ",
                            "CHAT null null null Сад 2026-11-20 10:00:30+00 ");
        }
    }

    @Test
    void old_rows_are_deleted_a_few_at_a_time() throws SQLException {
        try (Archive archive = Archive.open(TestStack.freshDatabase())) {
            write(
                    archive,
                    message(Origin.LIVE, 1, null, null),
                    message(Origin.LIVE, 2, null, null));
            write(archive, message(Origin.LIVE, 3, null, null));

            assertThat(prune(archive, Duration.ofHours(1), 2)).isZero();
            assertThat(prune(archive, Duration.ZERO, 2)).isEqualTo(2);
            assertThat(prune(archive, Duration.ZERO, 2)).isEqualTo(1);
            assertThat(rows(archive)).isEmpty();
        }
    }

    private static void write(Archive archive, ChatEvent... events) throws SQLException {
        archive.inTransaction(tx -> {
            new ArchiveWriter().write(tx, List.of(events));
            FeedTable.append(tx, List.of(events));
            return null;
        });
    }

    private static int prune(Archive archive, Duration age, int most) throws SQLException {
        return archive.inTransaction(tx -> FeedTable.prune(tx, age, most));
    }

    private static EventSource source(Origin origin) {
        return new EventSource(
                AccountId.parse("vkteams:1"),
                new ChatId("chat"),
                origin,
                AT,
                new RawPosition("tributary.raw.vkteams", 0, 0));
    }

    private static MessageVersion message(
            Origin origin, int number, @Nullable UserProfile sender, @Nullable String title) {
        return new MessageVersion(
                source(origin),
                new MessageId(Integer.toString(number)),
                sender,
                AT.plusSeconds(number),
                null,
                MessageKind.MESSAGE,
                "text " + number,
                null,
                null,
                null,
                List.of(),
                title == null ? null : new ChatProfile(null, title));
    }

    private static List<String> rows(Archive archive) throws SQLException {
        return archive.inTransaction(tx -> {
            List<String> rows = new ArrayList<>();
            try (Statement statement = tx.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    """
                                    select format('%s %s %s %s %s %s %s', kind,
                                        coalesce(message, 'null'), coalesce(sender, 'null'),
                                        coalesce(sender_name, 'null'),
                                        coalesce(chat_title, 'null'),
                                        at at time zone 'UTC' || '+00', text)
                                    from tributary_shared.feed order by id
                                    """)) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        });
    }
}
