package dev.tributary.cli.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.change.Change;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.change.FeedEntry;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeLinesTest {

    private static final Instant AT = Instant.parse("2026-11-20T12:34:56Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();

    @Test
    void isALineOfTimeChatSenderMarkAndText() {
        String line = written(OutputFormat.TABLE, pipe(), change(Change.Kind.EDITED, "Tea?\nNow?"));

        assertThat(line).isEqualTo("2026-11-20 12:34:56  Team  Анна  edited  Tea? Now?\n");
    }

    @Test
    void obeysNothingThatSomebodyWrote() {
        Change change = change(Change.Kind.POSTED, "a\u001b[2Jb\u202Ec");

        assertThat(written(OutputFormat.TABLE, pipe(), change)).contains("a␛[2Jb<U+202E>c");
        assertThat(written(OutputFormat.NDJSON, pipe(), change)).contains("a\\u001B[2Jb\\u202ec");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 41, 60, 80, 200})
    void neverTakesASecondLineOfATerminal(int columns) {
        TerminalFacts terminal = new TerminalFacts(true, false, columns, ZoneOffset.UTC);

        String line =
                written(
                        OutputFormat.TABLE,
                        terminal,
                        change(Change.Kind.DELETED, "漢字😀 ".repeat(99)));

        assertThat(TerminalText.width(line.strip())).isBetween(columns - 2, columns);
        assertThat(line).contains("deleted");
    }

    @Test
    void isAnObjectForScripts() {
        String line = written(OutputFormat.NDJSON, pipe(), change(Change.Kind.POSTED, "Tea?"));

        assertThat(line)
                .isEqualTo(
                        """
                        {"type":"change","kind":"posted","ref":"jsonl:a/team/5","source":"jsonl",\
                        "account":"jsonl:a","chat":"team","chat_title":"Team","message_id":"5",\
                        "sender":"anna","sender_name":"Анна","at":"2026-11-20T12:34:56Z",\
                        "text":"Tea?","committed_at":"2026-11-20T12:34:56Z"}
                        """);
    }

    @Test
    void tellsAGapAmongTheRemarksAndToScriptsAsALineToo() {
        ChangeGap gap = new ChangeGap(null, AT);

        assertThat(written(OutputFormat.TABLE, pipe(), gap)).isEmpty();
        assertThat(written(OutputFormat.NDJSON, pipe(), gap))
                .isEqualTo("{\"type\":\"gap\",\"from\":null,\"to\":\"2026-11-20T12:34:56Z\"}\n");
        assertThat(talk.toString(UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("gap: changes committed before 2026-11-20T"));
    }

    private String written(OutputFormat format, TerminalFacts terminal, FeedEntry entry) {
        out.reset();
        PrintStream stream = new PrintStream(out, false, UTF_8);
        format.changes(terminal, stream, new PrintStream(talk, true, UTF_8)).write(entry);
        stream.flush();
        return out.toString(UTF_8);
    }

    private static TerminalFacts pipe() {
        return TerminalFacts.plain(ZoneOffset.UTC);
    }

    private static Change change(Change.Kind kind, String text) {
        return new Change(
                kind,
                ChatRef.parse("jsonl:a/team"),
                new MessageId("5"),
                new UserId("anna"),
                "Анна",
                "Team",
                AT,
                text,
                AT);
    }
}
