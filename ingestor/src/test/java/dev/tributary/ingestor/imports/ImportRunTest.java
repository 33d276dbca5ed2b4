package dev.tributary.ingestor.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ImportRunTest {

    private static final int MESSAGES = 1_000;
    static final List<Integer> EVERY_COMMIT = IntStream.rangeClosed(0, 10).boxed().toList();

    @TempDir private Path directory;
    private final MemoryLog log = new MemoryLog();
    private final Shell shell = new Shell(log);
    private Path lines;
    private Path export;

    @BeforeEach
    void writeFiles() throws IOException {
        lines = Files.writeString(directory.resolve("lines.jsonl"), lines());
        export =
                Files.writeString(
                        directory.resolve("result.json"),
                        IntStream.range(0, MESSAGES)
                                .mapToObj(ImportRunTest::message)
                                .collect(
                                        Collectors.joining(
                                                ",\n",
                                                "{\"name\":\"N\",\"type\":\"bot_chat\",\"id\":9,"
                                                        + "\"messages\":[\n",
                                                "]}")));
    }

    @ParameterizedTest
    @FieldSource("EVERY_COMMIT")
    void lines_whose_import_died_at_any_commit_are_all_there_once_after_the_next(int commit) {
        log.dieAfter(commit);
        shell.run("jsonl", "--account", "home", lines);

        int exit = shell.run("jsonl", "--account", "home", lines);

        assertThat(exit).isZero();
        assertThat(Shell.values(log.events)).containsExactlyElementsOf(lines().lines().toList());
    }

    @ParameterizedTest
    @FieldSource("EVERY_COMMIT")
    void an_export_whose_import_died_at_any_commit_is_there_once_after_the_next(int commit) {
        log.dieAfter(commit);
        shell.run("telegram-export", "--account", "telegram:1", export);

        int exit = shell.run("telegram-export", "--account", "telegram:1", export);

        assertThat(exit).isZero();
        assertThat(Shell.values(log.events))
                .containsExactlyElementsOf(
                        IntStream.range(0, MESSAGES).mapToObj(ImportRunTest::message).toList());
    }

    @Test
    void the_same_file_again_appends_nothing_and_says_so() {
        shell.run("jsonl", "--account", "home", lines);
        int commits = log.commits;

        int exit = shell.run("jsonl", "--account", "home", lines);

        assertThat(shell.out())
                .isEqualTo(
                        "already imported: 1,000 messages of \""
                                + lines
                                + "\" are in the account \"jsonl:home\"; nothing was appended");
        assertThat(exit).isZero();
        assertThat(log.commits).isEqualTo(commits);
    }

    @Test
    void a_copy_of_the_file_is_the_same_file() throws IOException {
        shell.run("jsonl", "--account", "home", lines);
        Path copy = Files.copy(lines, directory.resolve("copy.jsonl"));

        shell.run("jsonl", "--account", "home", copy);

        assertThat(log.events).hasSize(MESSAGES);
    }

    @Test
    void the_same_file_belongs_to_each_account_that_it_is_imported_into() {
        shell.run("jsonl", "--account", "home", lines);

        shell.run("jsonl", "--account", "work", lines);

        assertThat(log.events).hasSize(2 * MESSAGES);
    }

    @Test
    void an_import_goes_on_by_itself_however_often_the_log_fails_it_if_it_progresses() {
        log.failAtSecondCommits(8);

        int exit = shell.run("jsonl", "--account", "home", lines);

        assertThat(exit).isZero();
        assertThat(Shell.values(log.events)).containsExactlyElementsOf(lines().lines().toList());
        assertThat(shell.out())
                .isEqualTo(
                        "imported 1,000 messages of \""
                                + lines
                                + "\" into the account \"jsonl:home\"");
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_made_twice() {
        log.loseAnAnswer();

        int exit = shell.run("jsonl", "--account", "home", lines);

        assertThat(exit).isZero();
        assertThat(Shell.values(log.events)).containsExactlyElementsOf(lines().lines().toList());
    }

    @Test
    void messages_rejected_twice_on_the_way_are_told_once() throws IOException {
        Files.writeString(lines, "no json\n" + lines());
        log.beAway(1);
        log.failAtSecondCommits(2);

        shell.run("jsonl", "--account", "home", lines);

        assertThat(log.rejected).hasSize(1);
        assertThat(shell.err()).containsOnlyOnce("1 message is bad");
    }

    @Test
    void a_log_that_stays_away_is_given_up_after_five_more_tries() {
        log.beAway(6);

        int exit = shell.run("jsonl", "--account", "home", lines);

        assertThat(exit).isEqualTo(4);
        assertThat(shell.err())
                .isEqualTo(
                        """
                        Kafka is away; trying again in 0 s (1 of 5)
                        ingestor: Kafka is away; trying again in 0 s (2 of 5)
                        ingestor: Kafka is away; trying again in 0 s (3 of 5)
                        ingestor: Kafka is away; trying again in 0 s (4 of 5)
                        ingestor: Kafka is away; trying again in 0 s (5 of 5)
                        ingestor: Kafka is away; run the same command again when Kafka is back: it\
                         goes on\
                        """);
    }

    @Test
    void a_run_that_is_asked_to_stop_does_not_wait_for_the_log() {
        StopRequest stop = new StopRequest();
        stop.request();
        log.beAway(1);

        int exit = new Shell(log).stoppedBy(stop).run("jsonl", "--account", "home", lines);

        assertThat(exit).isEqualTo(4);
    }

    @Test
    void a_resumed_import_tells_what_was_there() {
        log.dieAfter(3);
        shell.run("jsonl", "--account", "home", lines);
        int before = log.events.size();

        shell.run("jsonl", "--account", "home", lines);

        assertThat(shell.out())
                .isEqualTo(
                        "imported "
                                + (MESSAGES - before)
                                + " messages of \""
                                + lines
                                + "\" into the account \"jsonl:home\"; "
                                + before
                                + " were there before");
    }

    @Test
    void a_run_that_is_asked_to_stop_says_so_and_the_next_one_goes_on() {
        StopRequest stop = new StopRequest();
        stop.request();

        int exit = new Shell(log).stoppedBy(stop).run("jsonl", "--account", "home", lines);

        assertThat(exit).isEqualTo(1);
        shell.run("jsonl", "--account", "home", lines);
        assertThat(log.events).hasSize(MESSAGES);
    }

    @Test
    void every_record_says_where_it_comes_from() {
        shell.run("telegram-export", "--account", "telegram:1", export);

        RawEvent last = log.events.getLast();

        assertThat(last.account()).isEqualTo(AccountId.parse("telegram:1"));
        assertThat(last.headers())
                .containsAllEntriesOf(
                        Map.of(
                                RawHeader.EVENT_TYPE, "message",
                                RawHeader.CONTENT_TYPE,
                                        "application/vnd.telegram.export.message+json",
                                RawHeader.ORIGIN, "import",
                                RawHeader.CHAT_ID, "9",
                                RawHeader.CHAT_TYPE, "bot_chat",
                                RawHeader.CHAT_TITLE, "N",
                                RawHeader.IMPORT_ZONE, "Europe/Moscow"));
        assertThat(last.headers().get(RawHeader.IMPORT_ID)).matches("[0-9a-f]{64}");
        assertThat(log.events)
                .extracting(event -> event.headers().get(RawHeader.EVENT_ID))
                .doesNotHaveDuplicates();
    }

    private static String lines() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i ->
                        "{\"chat\":\"c\",\"message_id\":%d,\"sender\":\"a\",\"sent_at\":1,\"text\":\"\"}"
                                .formatted(i))
                .collect(Collectors.joining("\n"));
    }

    private static String message(int number) {
        return "{\"id\":%d,\"type\":\"message\",\"text\":\"\"}".formatted(number);
    }
}
