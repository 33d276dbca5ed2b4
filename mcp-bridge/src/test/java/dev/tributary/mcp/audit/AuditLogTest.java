package dev.tributary.mcp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
                    .containsExactlyInAnyOrder(
                            "audit.jsonl",
                            "audit.jsonl.1",
                            "audit.jsonl.2",
                            "audit.jsonl.3",
                            "audit.jsonl.4");
        }
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
