package dev.tributary.ingestor.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.ingestor.append.RejectedEvent;
import dev.tributary.log.DeadLetters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class ImportIT {

    private static final int MESSAGES = 5_000;

    @TempDir private Path directory;
    private final KafkaImportLogs kafka = new KafkaImportLogs(RawLog.clients(), Clock.systemUTC());
    private final List<ImportLog> zombies = new ArrayList<>();

    @AfterEach
    void bury() {
        zombies.forEach(ImportLog::close);
    }

    @Test
    void a_file_that_is_imported_twice_is_in_the_log_once() throws IOException {
        Path file = Files.write(directory.resolve("lines.jsonl"), lines());
        Shell shell = new Shell(kafka);

        int first = shell.run("jsonl", "--account", "twice", file);
        int second = shell.run("jsonl", "--account", "twice", file);

        assertThat(first).isZero();
        assertThat(second).isZero();
        assertThat(shell.out()).startsWith("already imported: 5,000 messages of ");
        assertThat(imported("jsonl:twice")).containsExactlyElementsOf(lines());
    }

    @Test
    void an_import_that_was_killed_in_a_transaction_goes_on_without_doubles() throws IOException {
        Path file = Files.write(directory.resolve("lines.jsonl"), lines());
        new Shell(this::killedSoon).run("jsonl", "--account", "killed", file);
        Shell shell = new Shell(kafka);

        int exit = shell.run("jsonl", "--account", "killed", file);

        assertThat(exit).isZero();
        assertThat(shell.out()).endsWith(" were there before");
        assertThat(imported("jsonl:killed")).containsExactlyElementsOf(lines());
    }

    @Test
    void an_export_lands_in_the_bulk_lane_byte_for_byte() throws IOException {
        List<String> messages =
                List.of("{\"id\": 1,\n  \"type\": \"message\"}", "{\"id\": 2 broken}", "7");
        Path file =
                Files.writeString(
                        directory.resolve("result.json"),
                        "{\"name\": \"N\", \"type\": \"bot_chat\", \"id\": 9, \"messages\": ["
                                + String.join(",\n", messages)
                                + "]}");

        int exit = new Shell(kafka).run("telegram-export", "--account", "telegram:99", file);

        assertThat(exit).isZero();
        assertThat(imported("telegram:99")).isEqualTo(messages);
    }

    @Test
    void a_bad_line_is_among_the_dead_letters_with_its_reason() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.add(7, "{\"chat\":\"c\"}");
        Path file = Files.write(directory.resolve("lines.jsonl"), lines);

        int exit = new Shell(kafka).run("jsonl", "--account", "bad", file);

        List<ConsumerRecord<String, byte[]>> letters =
                RawLog.deadLettersOf(AccountId.parse("jsonl:bad"));
        assertThat(exit).isEqualTo(1);
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().value()).asString().isEqualTo("{\"chat\":\"c\"}");
        assertThat(DeadLetters.describe(letters.getFirst().headers()))
                .containsAllEntriesOf(
                        Map.of(
                                "dead-letter-stage", "ingest",
                                "dead-letter-reason", "line 8, column 1: message_id is missing",
                                "event-id", "8"));
        assertThat(imported("jsonl:bad")).hasSize(MESSAGES);
    }

    @Test
    void an_import_that_another_took_over_says_so() throws IOException {
        Path file = Files.write(directory.resolve("lines.jsonl"), lines());
        CursorKey other = new CursorKey(AccountId.parse("jsonl:shared"), "import:other");
        Shell shell =
                new Shell(key -> {
                    ImportLog log = kafka.open(key);
                    zombies.add(kafka.open(other));
                    return log;
                });

        int exit = shell.run("jsonl", "--account", "shared", file);

        assertThat(shell.err())
                .isEqualTo(
                        "another import of the same account has begun and took over; run the same"
                                + " command again when that one has ended: it goes on");
        assertThat(exit).isEqualTo(2);
        assertThat(imported("jsonl:shared")).isEmpty();
    }

    private static List<String> imported(String account) {
        return Shell.values(RawLog.eventsOf(AccountId.parse(account), Origin.IMPORT));
    }

    private static List<String> lines() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i ->
                        "{\"chat\":\"c\",\"message_id\":%d,\"sender\":\"a\",\"sent_at\":1,\"text\":\"\"}"
                                .formatted(i))
                .toList();
    }

    /// Commits once, appends more, and is not heard of again: its transaction stays open.
    private ImportLog killedSoon(CursorKey key) {
        ImportLog log = kafka.open(key);
        zombies.add(log);
        return new ImportLog() {
            private int steps;

            @Override
            public Optional<Cursor> cursor() {
                return log.cursor();
            }

            @Override
            public void append(List<RawEvent> events, List<RejectedEvent> rejected, Cursor after) {
                log.append(events, rejected, after);
                steps++;
                if (steps == 20) {
                    log.commit();
                }
                if (steps == 40) {
                    throw new MemoryLog.Killed();
                }
            }

            @Override
            public void commit() {
                log.commit();
            }

            @Override
            public void close() {}
        };
    }
}
