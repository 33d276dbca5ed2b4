package dev.tributary.cli.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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

        IngestorStatus status = IngestorStatus.read(page()).orElseThrow();

        assertThat(status.connections()).hasSize(1);
        assertThat(status.stages().keySet()).containsExactly("normalise", "store", "embed");
        assertThat(status.stages()).containsEntry("store", "waiting: x");
    }

    @Test
    void anIngestorAloneTellsNoStages() throws InterruptedException {
        says("{\"accounts\": []}");

        assertThat(IngestorStatus.read(page()).orElseThrow().stages()).isEmpty();
    }

    @Test
    void nothingIsToldWhereNobodyAnswers() throws InterruptedException {
        URI page = page();
        server.stop(0);

        assertThat(IngestorStatus.read(page)).isEmpty();
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
