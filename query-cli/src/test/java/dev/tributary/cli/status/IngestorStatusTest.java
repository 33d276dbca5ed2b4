package dev.tributary.cli.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.cli.status.IngestorStatus.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestorStatusTest {

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theEmbeddedStackTellsItsStagesInTheirOrder() throws InterruptedException {
        says(
                """
                {"accounts": [{"name": "a", "state": "connected"}],
                 "stages": {"normalise": "running", "store": "waiting: x", "embed": "running"}}
                """);

        IngestorStatus status = IngestorStatus.read(new StatusPages(page(), null)).orElseThrow();

        assertThat(status.connections()).hasSize(1);
        assertThat(status.stages().keySet()).containsExactly("normalise", "store", "embed");
        assertThat(status.stages()).containsEntry("store", "waiting: x");
    }

    @Test
    void theFeedIsToldWithItsLagAndItsGap() throws InterruptedException {
        says(
                """
                {"stages": {"feed": "running"},
                 "feed": {"state": "running", "slot": "tributary_1", "lag_bytes": 56,
                          "gap": {"to": "2026-11-20T10:00:00Z"}}}
                """);

        ChangeFeed feed = IngestorStatus.feed(new StatusPages(page(), null)).orElseThrow();

        assertThat(feed)
                .isEqualTo(
                        new ChangeFeed(
                                "running",
                                "tributary_1",
                                56L,
                                new ChangeFeed.Gap(null, "2026-11-20T10:00:00Z"),
                                List.of()));
        assertThat(feed.remarks()).isEmpty();
    }

    @Test
    void aFeedThatIsOffSaysWhatToRun() throws InterruptedException {
        says(
                """
                {"stages": {"feed": "off: ..."},
                 "feed": {"state": "off: ...",
                          "problems": [{"problem": "wal_level is low", "sql": "alter system;"}]}}
                """);

        ChangeFeed feed = IngestorStatus.feed(new StatusPages(page(), null)).orElseThrow();

        assertThat(feed.remarks())
                .containsExactly("the change feed is off: wal_level is low; run: alter system;");
        assertThat(feed.sections().getLast().grid().rows())
                .containsExactly(List.of("wal_level is low", "alter system;"));
    }

    @Test
    void aProcessorWithoutAFeedHasSwitchedItOff() throws InterruptedException {
        says("{\"stages\": {\"store\": \"running\"}}");

        assertThat(IngestorStatus.feed(new StatusPages(page(), null)).orElseThrow().remarks())
                .singleElement()
                .asString()
                .contains("switched off", "processor.feed");
    }

    @Test
    void anIngestorAloneTellsNoStages() throws InterruptedException {
        says("{\"accounts\": []}");

        assertThat(IngestorStatus.read(new StatusPages(page(), null)).orElseThrow().stages())
                .isEmpty();
    }

    @Test
    void anIngestorAndAProcessorOfDifferentPlacesAreToldTogether() {
        IngestorStatus ingestor =
                new IngestorStatus(
                        List.of(
                                new Connection(
                                        "a",
                                        "vkteams",
                                        null,
                                        "connected",
                                        null,
                                        null,
                                        0,
                                        0,
                                        0,
                                        null)),
                        Map.of(),
                        null);
        IngestorStatus processor =
                new IngestorStatus(null, Map.of("store", "running"), feed("running"));

        IngestorStatus both = IngestorStatus.together(List.of(ingestor, processor));

        assertThat(both.connections()).hasSize(1);
        assertThat(both.stages()).containsEntry("store", "running");
        assertThat(both.feed()).isEqualTo(feed("running"));
    }

    @Test
    void aProcessorIsToldWhereNoIngestorAnswers() throws InterruptedException {
        says("{\"stages\": {\"store\": \"running\"}}");
        URI nowhere = URI.create("http://127.0.0.1:1/status");

        IngestorStatus status = IngestorStatus.read(new StatusPages(nowhere, page())).orElseThrow();

        assertThat(status.connections()).isNull();
        assertThat(status.stages()).containsEntry("store", "running");
    }

    @Test
    void severalProcessorsAreToldAsOne() {
        IngestorStatus one = new IngestorStatus(List.of(), Map.of("store", "running"), null);
        IngestorStatus well =
                new IngestorStatus(List.of(), Map.of("store", "running"), feed("running"));
        IngestorStatus waits =
                new IngestorStatus(List.of(), Map.of("store", "waiting: x"), feed("waiting"));

        IngestorStatus together = IngestorStatus.together(List.of(one, waits, well));

        assertThat(together.stages()).containsEntry("store", "running; waiting: x");
        assertThat(together.feed()).isEqualTo(feed("running"));
    }

    private static ChangeFeed feed(String state) {
        return new ChangeFeed(state, null, null, null, List.of());
    }

    @Test
    void nothingIsToldWhereNobodyAnswers() throws InterruptedException {
        URI page = page();
        server.stop(0);

        assertThat(IngestorStatus.read(new StatusPages(page, null))).isEmpty();
    }

    private void says(String json) {
        server.createContext(
                "/status",
                exchange -> {
                    try (exchange) {
                        byte[] body = json.getBytes(UTF_8);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
    }

    private URI page() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/status");
    }
}
