package dev.tributary.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many sessions there are, and for how long.
@Tag("stack")
class SessionsIT {

    private static final String PING = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}";
    private static final int MOST = 64;

    @TempDir private static Path data;

    private static TestArchive archive;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private TestService service;
    private Wire wire;

    @BeforeAll
    static void create() throws Exception {
        archive = TestArchive.create();
    }

    @BeforeEach
    void start() throws Exception {
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        service = TestService.start(archive, data, Map.of(), clock);
        wire = Wire.to(service.uri());
    }

    @Test
    void ends_a_session_that_nobody_has_used_for_half_an_hour() throws Exception {
        try (TestService running = service) {
            Wire unused = wire.begin();
            now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(29)));
            assertThat(unused.post(PING).status()).isEqualTo(200);

            // Again and again: what ends the last request may look at the clock late.
            await().until(() -> {
                now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(31)));
                return running.sessions() == 0;
            });

            assertThat(unused.post(PING).status()).isEqualTo(404);
        }
    }

    @Test
    void makes_room_by_ending_the_longest_unused_one() throws Exception {
        try (TestService running = service) {
            List<Wire> sessions = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                now.updateAndGet(instant -> instant.plusSeconds(1));
                sessions.add(wire.begin());
            }
            now.updateAndGet(instant -> instant.plusSeconds(1));
            assertThat(sessions.getFirst().post(PING).status()).isEqualTo(200);

            Wire next = wire.begin();

            assertThat(next.post(PING).status()).isEqualTo(200);
            assertThat(running.sessions()).isEqualTo(MOST);
            assertThat(sessions.get(0).post(PING).status()).isEqualTo(200);
            assertThat(sessions.get(1).post(PING).status()).isEqualTo(404);
        }
    }

    @Test
    void refuses_another_one_where_all_are_in_use() throws Exception {
        List<Socket> listening = new ArrayList<>();
        try (TestService _ = service) {
            for (int i = 0; i < MOST; i++) {
                Socket socket = wire.begin().open("GET", "");
                // The head of the answer: it listens.
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                listening.add(socket);
            }

            await().untilAsserted(
                            () -> assertThat(wire.post(initialize()).status()).isEqualTo(503));
            assertThat(
                            wire.with("Authorization", "Bearer " + TestService.OTHER_TOKEN)
                                    .post(initialize())
                                    .status())
                    .as("somebody else has room of his own")
                    .isEqualTo(200);
        } finally {
            for (Socket socket : listening) {
                socket.close();
            }
        }
    }

    private static String initialize() {
        return """
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
          "protocolVersion": "2025-11-25", "capabilities": {},
          "clientInfo": {"name": "wire", "version": "1"}}}\
        """;
    }
}
