package dev.tributary.processor.normalise.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveChecksum;
import dev.tributary.archive.ArchiveWriter;
import dev.tributary.archive.TableChecksum;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.embedded.TestStack;
import dev.tributary.processor.normalise.Told;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An account that was imported and connected holds each message once. What differs by the nature
/// of the two forms is listed in docs/telegram-events.md and left out of the rows compared here.
@Tag("stack")
class LiveMeetsExportIT {

    private static final String MESSAGES =
            """
            select row(chat, message, sender, sent_at, edited_at, kind,
                   text, reply_to_chat, reply_to_message, thread_message, forwarded_from, deleted)::text
            from messages order by message_number
            """;

    private static final String VERSIONS =
            """
            select row(chat, message, edited_at, content_hash, sent_at, kind, text,
                   attachment_kinds)::text
            from message_versions order by message::bigint, edited_at
            """;

    /// Only TDLib has an id of the file, only an export a path.
    private static final String ATTACHMENTS =
            """
            select row(chat, message, ordinal, kind, name, mime_type, size)::text
            from attachments order by message::bigint, ordinal
            """;

    private static final String PEOPLE =
            "select row(user_id, display_name)::text from users order by user_id";

    private static final String CHATS =
            "select row(account, chat, kind, title)::text from chats order by chat";

    private static final String PINS =
            "select row(chat, message, pinned)::text from pins order by message";

    @Test
    void an_export_the_live_updates_and_the_history_say_the_same() throws SQLException {
        try (Archive exported = archive(Conversation.exported());
                Archive live = archive(Conversation.live());
                Archive history = archive(Conversation.history())) {
            for (String rows : List.of(MESSAGES, VERSIONS, ATTACHMENTS, PEOPLE, CHATS, PINS)) {
                List<String> expected = lines(exported, rows);
                assertThat(lines(live, rows)).as(rows).isEqualTo(expected).isNotEmpty();
                assertThat(lines(history, rows)).as(rows).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatever_comes_first_the_archive_is_the_same() throws SQLException {
        try (Archive importedFirst =
                        archive(
                                Conversation.exported(),
                                Conversation.history(),
                                Conversation.live());
                Archive importedLast =
                        archive(
                                Conversation.live(),
                                Conversation.history(),
                                Conversation.exported())) {
            assertThat(checksums(importedFirst)).isEqualTo(checksums(importedLast));
        }
    }

    @Test
    void both_hold_each_message_once_and_in_one_wording() throws SQLException {
        int messages = Conversation.messages().size();
        try (Archive both = archive(Conversation.exported(), Conversation.live());
                Archive live = archive(Conversation.live())) {
            assertThat(lines(both, MESSAGES)).hasSize(messages).isEqualTo(lines(live, MESSAGES));
            assertThat(lines(both, VERSIONS)).hasSize(messages).isEqualTo(lines(live, VERSIONS));
        }
    }

    /// The service stamps a message with a new edit time when somebody reacts to it, and only an
    /// export shows that time.
    @Test
    void a_file_that_was_fetched_is_found_where_the_exports_version_is_shown() throws SQLException {
        // Given
        List<ChatEvent> live = new ArrayList<>();
        live.addAll(
                Tdlib.message(
                                "\"chat_id\":-42",
                                """
                                {"@type":"messagePhoto","caption":{"text":"The ridge"},
                                 "photo":{"sizes":[{"width":9,"height":9,"photo":{"size":81000,
                                  "remote":{"unique_id":"AQADTQ"}}}]}}
                                """)
                        .events());
        live.addAll(
                Tdlib.object(
                                "tributaryStoredFile",
                                "\"unique_id\":\"AQADTQ\",\"sha256\":\"%s\",\"size\":81000,\"chat_id\":-42"
                                        .formatted("3f".repeat(32)))
                        .events());
        List<ChatEvent> exported =
                Told.of(
                                "telegram:1",
                                ContentType.TELEGRAM_EXPORT_MESSAGE,
                                """
                                {"id":17,"type":"message","date_unixtime":"1673767800",
                                 "edited_unixtime":"1673769999","from_id":"user777",
                                 "photo":"photos/photo_1.jpg","photo_file_size":81000,
                                 "text":"The ridge","reactions":[{"type":"emoji","count":1}]}
                                """)
                        .with(RawHeader.ORIGIN, "import")
                        .with(RawHeader.CHAT_ID, "42")
                        .with(RawHeader.CHAT_TYPE, "private_group")
                        .events();

        // When
        try (Archive importedFirst = archive(exported, live);
                Archive importedLast = archive(live, exported)) {

            // Then
            String files =
                    "select row(message, path, file_id, left(sha256, 2))::text from attachments";
            assertThat(lines(importedFirst, files))
                    .containsExactly("(17,photos/photo_1.jpg,AQADTQ,3f)")
                    .isEqualTo(lines(importedLast, files));
        }
    }

    @SafeVarargs
    private static Archive archive(List<ChatEvent>... batches) throws SQLException {
        Archive archive = Archive.open(TestStack.freshDatabase());
        ArchiveWriter writer = new ArchiveWriter();
        for (List<ChatEvent> batch : batches) {
            archive.inTransaction(tx -> writer.write(tx, batch));
        }
        return archive;
    }

    private static Map<String, TableChecksum> checksums(Archive archive) throws SQLException {
        return archive.inTransaction(ArchiveChecksum::of);
    }

    private static List<String> lines(Archive archive, String sql) throws SQLException {
        return archive.inTransaction(tx -> lines(tx, sql));
    }

    private static List<String> lines(Connection tx, String sql) throws SQLException {
        try (Statement statement = tx.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
