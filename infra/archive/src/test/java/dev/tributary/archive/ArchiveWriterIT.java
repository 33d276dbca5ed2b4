package dev.tributary.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MembersChanged;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.TextHash;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("stack")
class ArchiveWriterIT {

    private static final Instant SENT = Instant.parse("2026-03-01T10:00:00Z");

    private final ArchiveWriter writer = new ArchiveWriter();
    private Archive archive;

    @BeforeEach
    void open() {
        archive = Archive.open(TestStack.freshDatabase());
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void a_life_ends_in_these_rows() throws SQLException {
        write(new Life(1).events());

        assertThat(
                        lines(
                                """
                                select concat_ws('|', message, message_number, sender,
                                    sent_at at time zone 'UTC', edited_at at time zone 'UTC', kind,
                                    text, encode(text_hash, 'hex'), reply_to_chat,
                                    reply_to_message, deleted, origin, first_position)
                                from messages
                                """))
                .containsExactly(
                        "77|77|u1|2026-03-01 10:00:00|2026-03-02 00:00:00|message|Смотри|"
                                + TextHash.of("Смотри").orElseThrow()
                                + "|c1|70|t|2|1");
        assertThat(
                        lines(
                                """
                                select concat_ws('|', edited_at at time zone 'UTC', text,
                                    attachment_kinds, origin) from message_versions order by 1
                                """))
                .containsExactly(
                        "-infinity|Привет|{}|2",
                        "2026-03-01 10:05:00.000001|Привет !|{}|1",
                        "2026-03-01 10:05:00.000001|Привет!|{}|2",
                        "2026-03-02 00:00:00|Смотри |{photo}|0",
                        "2026-03-02 00:00:00|Смотри|{photo}|2");
        assertThat(
                        lines(
                                """
                                select concat_ws('|', ordinal, kind, file_id, size, stored)
                                from attachments
                                """))
                .containsExactly("0|photo|f1|8|ab/" + "ab".repeat(32));
        assertThat(lines("select concat_ws('|', chat, kind, title) from chats"))
                .containsExactly("c1|group|Title");
        assertThat(lines("select concat_ws('|', user_id, display_name, handle) from users"))
                .containsExactly("u1|Анна|anna");
        assertThat(lines("select concat_ws('|', message, pinned) from pins"))
                .containsExactly("77|t");
        assertThat(lines("select account || ' ' || source from accounts"))
                .containsExactly("telegram:1 telegram");
    }

    @Test
    void what_is_stored_already_leaves_no_trace() throws SQLException {
        // Given
        List<ChatEvent> events =
                IntStream.range(0, 50)
                        .mapToObj(life -> new Life(life).events())
                        .flatMap(List::stream)
                        .toList();
        assertThat(write(events)).isEqualTo(new Applied(50, 0, 0));
        List<String> before = lines("select ctid::text || xmin || xmax from messages order by 1");

        // When
        Applied applied = write(events);

        // Then not even a lock was taken
        assertThat(applied).isEqualTo(new Applied(0, 0, 50));
        assertThat(lines("select ctid::text || xmin || xmax from messages order by 1"))
                .isEqualTo(before);
    }

    @Test
    void attachments_go_with_the_version_that_had_them() throws SQLException {
        List<ChatEvent> life = new Life(1).events();
        write(life.subList(3, 4));

        ChatEvent later =
                message(Origin.LIVE, 30, "no picture any more", SENT.plusSeconds(999_999));
        write(List.of(later));
        write(life.subList(4, 5));

        assertThat(lines("select kind from attachments")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"photo, 7, f1|ab", "photo, , f1|ab", "photo, 9,", "file, 7,"})
    void a_file_stays_known_where_the_version_that_is_shown_names_none(
            String kind, Long size, String known) throws SQLException {
        // Given a message whose picture was fetched
        List<ChatEvent> life = new Life(1).events();
        write(life.subList(1, 4));

        // When an export has it with a later edit time
        Attachment exported = new Attachment(kind, null, null, null, size, null);
        write(List.of(new Life(1).exported(SENT.plusSeconds(999_999), exported)));

        // Then it is the same picture, unless it cannot be
        assertThat(lines("select concat_ws('|', kind, file_id, left(sha256, 2)) from attachments"))
                .containsExactly(known == null ? kind : kind + "|" + known);
    }

    @Test
    void members_come_and_go() throws SQLException {
        UserProfile anna = new UserProfile(new UserId("anna"), "Анна", null);
        MembersChanged left =
                new MembersChanged(
                        new Life(1).source(Origin.LIVE, 2),
                        false,
                        List.of(anna),
                        new UserId("boss"),
                        SENT.plusSeconds(60));
        MembersChanged joined =
                new MembersChanged(
                        new Life(1).source(Origin.LIVE, 1), true, List.of(anna), null, SENT);

        write(List.of(left));
        write(List.of(joined));

        assertThat(lines("select concat_ws('|', user_id, present, changed_by) from members"))
                .containsExactly("anna|f|boss");
    }

    @Test
    void refuses_what_postgres_cannot_keep() throws SQLException {
        assertRefused(message(Origin.LIVE, 1, "a \0 in it", null), "22021");
        assertRefused(
                message(Origin.LIVE, 1, "far", Instant.parse("+300000-01-01T00:00:00Z")), "22000");
        assertRefused(message(random(20_000), Origin.LIVE, 1, "long id", null), "54000");
        assertThat(lines("select message from messages")).isEmpty();
    }

    @Test
    void texts_of_any_length_and_script_are_kept_and_found() throws SQLException {
        // Given 100,000 characters of distinct Cyrillic words, a megabyte of them, and one long
        // word
        String words = distinctCyrillicWords(20_000);
        String megabyte = distinctCyrillicWords(120_000);
        write(List.of(message("1", Origin.LIVE, 1, words.substring(0, 100_000), null)));
        write(List.of(message("2", Origin.LIVE, 2, megabyte, null)));
        write(
                List.of(
                        message(
                                "3",
                                Origin.LIVE,
                                3,
                                "я".repeat(3_000) + " заметка 👩‍👩‍👧 𝒳",
                                null)));

        // When, Then
        assertThat(lines("select message || ' ' || length(text) from messages order by 1"))
                .containsExactly("1 100000", "2 " + megabyte.length(), "3 3016");
        assertThat(
                        lines(
                                "select message from messages where tsv @@"
                                        + " websearch_to_tsquery('tributary_shared.tributary_text',"
                                        + " 'заметки')"))
                .containsExactly("3");
    }

    private void assertRefused(ChatEvent event, String state) {
        assertThatThrownBy(() -> write(List.of(event)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    private static String distinctCyrillicWords(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Integer.toString(i + 100_000, 32)
                                .chars()
                                .map(c -> 'а' + Character.digit(c, 32))
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("щ "));
    }

    /// Incompressible, as index keys are compressed before their length counts.
    private static String random(int length) {
        return new Random(1)
                .ints(length, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static ChatEvent message(Origin origin, long offset, String text, Instant edited) {
        return message("77", origin, offset, text, edited);
    }

    private static ChatEvent message(
            String id, Origin origin, long offset, String text, Instant edited) {
        return new MessageVersion(
                new Life(1).source(origin, offset),
                new MessageId(id),
                null,
                SENT,
                edited,
                MessageKind.MESSAGE,
                text,
                null,
                null,
                null,
                List.of(),
                null);
    }

    private Applied write(List<ChatEvent> events) throws SQLException {
        return archive.inTransaction(tx -> writer.write(tx, events));
    }

    private List<String> lines(String sql) throws SQLException {
        return Dump.lines(archive, sql);
    }
}
