package dev.tributary.ingestor.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.program.StatusServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IngestorStatusTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.5Z");
    private static final AccountStatus CONNECTED =
            new AccountStatus(
                    "work",
                    Service.VKTEAMS,
                    AccountId.parse("vkteams:1000003205"),
                    new AccountState.Connected(0),
                    NOON,
                    7,
                    1,
                    2);
    private static final AccountStatus BACKING_OFF =
            new AccountStatus(
                    "club",
                    Service.VKTEAMS,
                    null,
                    new AccountState.BackingOff("answers HTTP 500", NOON, 3),
                    null,
                    0,
                    0,
                    0);
    private static final AccountStatus REJECTED =
            new AccountStatus(
                    "old",
                    Service.VKTEAMS,
                    null,
                    new AccountState.Rejected("Invalid token"),
                    null,
                    0,
                    0,
                    0);

    private static final AccountStatus STANDBY =
            new AccountStatus(
                    "team",
                    Service.VKTEAMS,
                    AccountId.parse("vkteams:1000003206"),
                    new AccountState.Standby("10.0.0.2, process 71", 0),
                    null,
                    0,
                    0,
                    0);

    @Test
    void status_tells_every_account() throws Exception {
        try (StatusServer server = serve(List.of(CONNECTED, BACKING_OFF, STANDBY))) {
            HttpResponse<String> status = get(server, "/status");

            var expected =
                    JsonMapper.shared()
                            .readTree(
                                    """
                                    {"accounts": [
                                      {"name": "work", "source": "vkteams", "account": "vkteams:1000003205",
                                       "state": "connected", "reason": null, "until": null,
                                       "last_event_at": "2026-11-20T12:00:00.500Z",
                                       "processed": 10, "saved": 7, "failed": 1, "skipped": 2},
                                      {"name": "club", "source": "vkteams", "account": null,
                                       "state": "backing_off", "reason": "answers HTTP 500",
                                       "until": "2026-11-20T12:00:00.500Z", "last_event_at": null,
                                       "processed": 0, "saved": 0, "failed": 0, "skipped": 0},
                                      {"name": "team", "source": "vkteams", "account": "vkteams:1000003206",
                                       "state": "standby", "reason": "read by 10.0.0.2, process 71",
                                       "until": null, "last_event_at": null,
                                       "processed": 0, "saved": 0, "failed": 0, "skipped": 0}
                                    ],
                                    "connected": [
                                      {"source": "vkteams", "connected": 1, "accounts": 3}
                                    ]}
                                    """);
            assertThat(JsonMapper.shared().readTree(status.body())).isEqualTo(expected);
        }
    }

    @Test
    void another_process_reads_what_one_has_told() {
        List<AccountStatus> accounts = List.of(CONNECTED, BACKING_OFF, REJECTED, STANDBY);

        List<AccountStatus> read = IngestorStatus.read(IngestorStatus.json(accounts));

        assertThat(IngestorStatus.json(read)).isEqualTo(IngestorStatus.json(accounts));
        assertThat(read.getFirst().saved()).isEqualTo(7);
        assertThat(read.getLast().state()).isEqualTo(STANDBY.state());
    }

    @Test
    void it_is_healthy_while_an_account_may_come_back() throws Exception {
        try (StatusServer server = serve(List.of(STANDBY, REJECTED))) {
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void it_is_not_healthy_when_every_account_has_ended() throws Exception {
        try (StatusServer server = serve(List.of(REJECTED))) {
            assertThat(get(server, "/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void metrics_are_what_the_registry_says() throws Exception {
        try (StatusServer server = serve(List.of())) {
            assertThat(get(server, "/metrics").body()).isEqualTo("up 1\n");
        }
    }

    @Test
    void a_taken_port_is_said_with_what_to_do() throws Exception {
        try (StatusServer server = serve(List.of())) {
            assertThatThrownBy(() ->
                            IngestorStatus.serve("127.0.0.1", server.port(), List::of, () -> ""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the port " + server.port())
                    .hasMessageContaining("--status-port");
        }
    }

    private static StatusServer serve(List<AccountStatus> accounts) throws IOException {
        return IngestorStatus.serve("127.0.0.1", 0, () -> accounts, () -> "up 1\n");
    }

    private static HttpResponse<String> get(StatusServer server, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
