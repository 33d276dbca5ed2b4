package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.ingestor.source.SourceUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BotApiTest {

    private static final String HEADERS = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{";

    @Test
    void a_poll_whose_answer_stalls_after_its_headers_ends_with_its_connection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HttpClient http = HttpClient.newHttpClient()) {
            // Given
            CompletableFuture<Integer> afterwards = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> stall(server, afterwards));
            BotApi api =
                    new BotApi(account(server), http, Clock.systemUTC(), Duration.ofMillis(500));
            BotApi.Exchange exchange = api.poll(0);

            // When
            api.awaitEither(exchange, new CompletableFuture<>());

            // Then
            assertThatThrownBy(() -> api.await(exchange))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("did not answer in time");
            assertThat(afterwards.get(10, SECONDS)).as("what the server reads then").isEqualTo(-1);
        }
    }

    /// Begins an answer, then waits for the client's next byte or end.
    private static void stall(ServerSocket server, CompletableFuture<Integer> afterwards) {
        try (Socket client = server.accept()) {
            byte[] request = new byte[8_192];
            assertThat(client.getInputStream().read(request)).isPositive();
            client.getOutputStream().write(HEADERS.getBytes(UTF_8));
            afterwards.complete(client.getInputStream().read());
        } catch (IOException e) {
            afterwards.complete(-1);
        }
    }

    private static VkTeamsAccount account(ServerSocket server) {
        return new VkTeamsAccount(
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/bot/v1/"),
                new Secret("token"),
                List.of(),
                List.of(),
                Duration.ofMillis(200),
                100);
    }
}
