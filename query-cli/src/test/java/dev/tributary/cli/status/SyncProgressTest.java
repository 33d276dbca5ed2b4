package dev.tributary.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SyncProgressTest {

    @Test
    void it_says_how_far_an_account_is_and_what_holds_it_up() {
        JsonNode account =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"sync": {
                                  "connection": "ready",
                                  "connection_since": "2026-11-20T08:00:00Z",
                                  "messages": 4200, "holes": 0, "lost": 0,
                                  "flood_wait_until": "2026-11-20T12:00:00Z",
                                  "unanswered_since": "2026-11-20T11:59:30Z",
                                  "unanswered_function": "getChatHistory",
                                  "backfill": {"chats": 40, "done": 10, "percent": 32, "refused": 2},
                                  "forbidden": [{"chat": "5", "reason": "CHANNEL_PRIVATE"}],
                                  "sweep": {"window_seconds": 172800},
                                  "files": {"stored": 7, "waiting": 30, "left": 0, "refused": 1,
                                    "paused": true}
                                }}
                                """);

        List<String> cells = Objects.requireNonNull(SyncProgress.of(account)).cells("telegram:77");

        assertThat(cells)
                .containsExactly(
                        "telegram:77",
                        "ready",
                        "4200",
                        "32 %, 10 of 40 chats",
                        "7 stored, 30 waiting",
                        "asked too much, waits until 2026-11-20T12:00:00Z; no answer to"
                            + " getChatHistory since 2026-11-20T11:59:30Z; chats not shown to it:"
                            + " 1; histories refused: 2; files refused: 1; files wait for room on"
                            + " the disk",
                        "48 h");
    }

    @Test
    void an_account_that_nothing_holds_up_has_no_remarks() {
        JsonNode account =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"sync": {
                                  "connection": "ready",
                                  "connection_since": "2026-11-20T08:00:00Z",
                                  "flood_wait_until": null,
                                  "unanswered_since": null, "unanswered_function": null
                                }}
                                """);

        List<String> cells = Objects.requireNonNull(SyncProgress.of(account)).cells("telegram:77");

        assertThat(cells.get(5)).isEmpty();
    }

    @Test
    void it_says_since_when_there_is_no_connection() {
        JsonNode account =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"sync": {"connection": "connecting_to_proxy",
                                  "connection_since": "2026-11-20T12:00:00Z"}}
                                """);

        List<String> cells = Objects.requireNonNull(SyncProgress.of(account)).cells("telegram:77");

        assertThat(cells).contains("not connected since 2026-11-20T12:00:00Z");
    }

    @Test
    void an_account_that_fetches_no_history_has_nothing_to_say() {
        assertThat(SyncProgress.of(JsonMapper.shared().readTree("{}"))).isNull();
    }
}
