package dev.tributary.cli.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Attached;
import dev.tributary.contract.answer.Hit;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.question.Cursor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RendererTest {

    private static final Instant AT = Instant.parse("2026-01-31T21:30:00Z");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();

    @Test
    void printsHitsPlainlyIntoAPipe() {
        render(OutputFormat.TABLE, TerminalFacts.plain(MOSCOW), hits());

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        2026-02-01 00:30  Команда  Анна ␛[31m
                            отчёт за январь 😀 готов
                            [file plan␛[31m.pdf, 1.2 kB, stored as files/3f/3f0a]
                            vkteams:7/c@1/m1
                        """);
        assertThat(talk.toString(UTF_8))
                .isEqualTo(
                        """
                        note: by substring
                        degraded: vectors: 80.0 % of the texts have one so far
                        more: --cursor abc
                        """);
    }

    @Test
    void coloursWrapsAndMarksInATerminal() {
        TerminalFacts narrow = new TerminalFacts(true, true, 40, MOSCOW);
        Answered answered =
                answered(
                        new Answer.Hits(
                                List.of(
                                        hit(
                                                "a long line of words with a "
                                                        + Snippet.OPEN
                                                        + "match over"
                                                        + Snippet.CLOSE
                                                        + " two lines"))));

        render(OutputFormat.TABLE, narrow, answered);

        assertThat(out.toString(UTF_8).replace('\u001b', '~'))
                .isEqualTo(
                        """
                        ~[1m2026-02-01 00:30~[0m  ~[36mКоманда~[0m  Анна ␛[31m
                            a long line of words with a ~[1;33mmatch~[0m
                            ~[1;33mover~[0m two lines
                            ~[2m[file plan␛[31m.pdf, 1.2 kB, stored~[0m
                            ~[2mas files/3f/3f0a]~[0m
                            ~[2mvkteams:7/c@1/m1~[0m
                        """);
    }

    @Test
    void printsTheEnvelopeAsJson() {
        render(OutputFormat.JSON, TerminalFacts.plain(MOSCOW), hits());

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        {
                          "data" : {
                            "hits" : [ {
                              "ref" : "vkteams:7/c@1/m1",
                              "source" : "vkteams",
                              "account" : "vkteams:7",
                              "chat" : "c@1",
                              "chat_title" : "Команда",
                              "message_id" : "m1",
                              "sender" : "anna",
                              "sender_name" : "Анна \\u001B[31m",
                              "sent_at" : "2026-01-31T21:30:00Z",
                              "edited_at" : null,
                              "kind" : "message",
                              "text" : "the whole text",
                              "attachments" : [ {
                                "kind" : "file",
                                "name" : "plan\\u001B[31m.pdf",
                                "mime_type" : "application/pdf",
                                "size" : 1234,
                                "path" : null,
                                "stored" : "3f/3f0a"
                              } ],
                              "reply_to" : null,
                              "deleted" : false,
                              "snippet" : "**отчёт** за январь 😀 готов",
                              "score" : 0.5,
                              "repeats" : 1
                            } ]
                          },
                          "meta" : {
                            "took_ms" : 1.5,
                            "as_of" : "2026-01-31T21:30:00Z",
                            "degraded" : [ "vectors: 80.0 % of the texts have one so far" ],
                            "fallback" : "by substring",
                            "next_cursor" : "abc"
                          }
                        }
                        """);
    }

    @Test
    void printsALineForEachItemAndTheMetaLast() {
        Answered chats =
                answered(
                        new Answer.ChatList(
                                List.of(
                                        new Answer.ChatEntry(
                                                ChatRef.parse("vkteams:7/c1"),
                                                ChatKind.GROUP,
                                                "T\u009b",
                                                2,
                                                AT,
                                                AT))));

        render(OutputFormat.NDJSON, TerminalFacts.plain(MOSCOW), chats);

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        {"ref":"vkteams:7/c1","source":"vkteams","account":"vkteams:7","chat":"c1","kind":"group","title":"T\\u009b","messages":2,"first_at":"2026-01-31T21:30:00Z","last_at":"2026-01-31T21:30:00Z"}
                        {"meta":{"took_ms":1.5,"as_of":"2026-01-31T21:30:00Z","degraded":[],"fallback":null,"next_cursor":null}}
                        """);
    }

    @Test
    void namesAChatWithoutATitleByItsId() {
        Answered chats =
                answered(
                        new Answer.ChatList(
                                List.of(
                                        new Answer.ChatEntry(
                                                ChatRef.parse("vkteams:7/c1"),
                                                ChatKind.GROUP,
                                                null,
                                                2,
                                                AT,
                                                AT))));

        render(OutputFormat.TABLE, TerminalFacts.plain(MOSCOW), chats);

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        CHAT  KIND   MESSAGES  LAST              REFERENCE
                        c1    group         2  2026-02-01 00:30  vkteams:7/c1
                        """);
    }

    @Test
    void alignsTablesOfWideTitles() {
        Answered stats =
                answered(
                        new Answer.StatsReport(
                                new Answer.Totals(1200, 3, 2, 7, 1, AT, AT),
                                List.of(
                                        new Answer.ChatCount(
                                                ChatRef.parse("vkteams:7/c1"), "日本語", 1100, 3, 7),
                                        new Answer.ChatCount(
                                                ChatRef.parse("vkteams:7/c2"),
                                                "Команда 😀",
                                                100,
                                                0,
                                                0))));

        render(OutputFormat.TABLE, TerminalFacts.plain(MOSCOW), stats);

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        1200 messages in 2 chats, 3 replies, 7 with a vector, 1 deleted
                        from 2026-02-01 00:30 to 2026-02-01 00:30

                        CHAT        MESSAGES  REPLIES  EMBEDDED  REFERENCE
                        日本語          1100        3         7  vkteams:7/c1
                        Команда 😀       100        0         0  vkteams:7/c2
                        """);
    }

    private void render(OutputFormat format, TerminalFacts terminal, Answered answered) {
        format.renderer(
                        terminal,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(talk, true, UTF_8))
                .render(answered);
    }

    private static Answered hits() {
        String marked = Snippet.OPEN + "отчёт" + Snippet.CLOSE + " за январь 😀 готов";
        return new Answered(
                new Answer.Hits(List.of(hit(marked))),
                new Meta(
                        Duration.ofNanos(1_500_000),
                        AT,
                        List.of("vectors: 80.0 % of the texts have one so far"),
                        "by substring",
                        new Cursor("abc")));
    }

    private static Answered answered(Answer answer) {
        return new Answered(
                answer, new Meta(Duration.ofNanos(1_500_000), AT, List.of(), null, null));
    }

    private static Hit hit(String marked) {
        Message message =
                new Message(
                        MessageRef.parse("vkteams:7/c@1/m1"),
                        "Команда",
                        new UserId("anna"),
                        "Анна \u001b[31m",
                        AT,
                        null,
                        MessageKind.MESSAGE,
                        "the whole text",
                        List.of(
                                new Attached(
                                        "file",
                                        "plan\u001b[31m.pdf",
                                        "application/pdf",
                                        1_234L,
                                        null,
                                        "3f/3f0a")),
                        null,
                        false);
        return new Hit(message, new Snippet(marked), 0.5, 1);
    }
}
