package dev.tributary.mcp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir private Path directory;

    @Test
    void tells_the_shape_of_parameters_and_never_their_content() {
        Map<String, Object> shape =
                Shape.of(
                        Map.of("query", "secret plan", "limit", 5, "chats", List.of("a"), "x", "y"),
                        List.of("query", "limit", "chats"));

        assertThat(shape)
                .isEqualTo(
                        Map.of("query", "11 chars", "limit", 5, "chats", "1 items", "unknown", 1));
    }

    @Test
    void writes_one_line_a_call() throws Exception {
        Path file = directory.resolve("logs/mcp-audit.jsonl");

        AuditLog.to(file).write(entry());

        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        {"at":"2026-01-01T00:00:00Z","client":"claude","method":"tools/call",\
                        "name":"search_text","shape":{"limit":5},"hits":3,"ms":12,"outcome":"ok"}
                        """);
    }

    @Test
    void begins_a_new_file_when_one_is_full_and_keeps_five() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        AuditLog log = AuditLog.to(file, 1);

        for (int i = 0; i < 9; i++) {
            log.write(entry());
        }

        try (var files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .filteredOn(name -> !name.endsWith(".lock"))
                    .containsExactlyInAnyOrder(
                            "audit.jsonl",
                            "audit.jsonl.1",
                            "audit.jsonl.2",
                            "audit.jsonl.3",
                            "audit.jsonl.4");
        }
    }

    /// A file is full after ten lines, and five files are kept.
    @RepeatedTest(20)
    void loses_no_line_of_two_that_write_and_roll_at_the_same_time() throws Exception {
        // Given
        Path file = directory.resolve("audit.jsonl");
        int full = 10 * (entry().line().length() + 1);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Void> bridge =
                () -> {
                    AuditLog log = AuditLog.to(file, full);
                    together.await();
                    for (int i = 0; i < 20; i++) {
                        log.write(entry());
                    }
                    return null;
                };

        // When
        try (ExecutorService bridges = Executors.newFixedThreadPool(2)) {
            for (Future<Void> done : bridges.invokeAll(List.of(bridge, bridge))) {
                done.get();
            }
        }

        // Then
        assertThat(lines()).isEqualTo(40);
    }

    private int lines() throws IOException {
        int lines = 0;
        try (var files = Files.list(directory)) {
            for (Path each : files.toList()) {
                lines += Files.readAllLines(each).size();
            }
        }
        return lines;
    }

    private static AuditEntry entry() {
        return new AuditEntry(
                Instant.parse("2026-01-01T00:00:00Z"),
                "claude",
                "tools/call",
                "search_text",
                Map.of("limit", 5),
                3,
                Duration.ofMillis(12),
                "ok");
    }
}
