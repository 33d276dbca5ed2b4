package dev.tributary.ingestor.vkteams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.ingestor.source.AccountRejected;
import dev.tributary.ingestor.source.SourceUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Every way in which a call can fail, against servers that echo what they were asked, with every
/// log switched on: the token is in no exception and in no line.
@Timeout(60)
class TokenSecrecyTest {

    private static final String TOKEN = "001.0123456789.9876543210:1000000001";

    private final HttpClient http = VkTeamsSource.httpClient();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private Level level;

    @BeforeEach
    void listen() {
        level = root.getLevel();
        root.setLevel(Level.TRACE);
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        root.setLevel(level);
        http.shutdownNow();
    }

    static Stream<String> answers() {
        return Stream.of(
                "HTTP/1.1 500 Oops\r\nContent-Length: 45\r\n\r\nGET %s",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html %s\r\nContent-Length: 6\r\n\r\n<html>",
                ok("{\"ok\":false,\"description\":\"Bad request %s\"}"),
                ok("{\"ok\":false,\"description\":\"Invalid token\",\"token\":\"%s\"}"),
                ok("{\"ok\":false,\"description\":\"Ratelimit\"}"),
                ok("{\"ok\":true,\"nothing\":\"%s\"}"),
                "HTTP/1.1 404 %s\r\nConnection: close\r\n\r\n{\"description\":\"%s\"}",
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1%s\r\n"
                        + "Content-Length: 0\r\n\r\n",
                "HTTP/1.1 429 Slow\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{\"%s",
                "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
                "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
                "%s\r\n\r\n",
                "");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_server_that_echoes_the_request_does_not_get_the_token_out(String answer)
            throws Exception {
        try (Echo server = new Echo(answer)) {
            String failure = failure(server.baseUrl(), TOKEN);

            assertKept(failure);
        }
    }

    @Test
    void a_server_that_never_answers_does_not_get_the_token_out() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String failure =
                    failure(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), TOKEN);

            assertKept(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void an_address_where_nobody_is_does_not_get_the_token_out(String baseUrl) throws Exception {
        assertKept(failure(URI.create(baseUrl), TOKEN));
    }

    static List<String> unreachable() {
        return List.of("http://127.0.0.1:1/bot/v1/", "http://no-such-host.invalid/bot/v1/");
    }

    @Test
    void a_token_that_no_url_may_hold_does_not_get_out_either() throws Exception {
        String odd = "00 1%zz\n\"<>{}|\\^`ж";

        String failure = failure(URI.create("http://127.0.0.1:1/"), odd);

        assertThat(failure).doesNotContain(odd).doesNotContain(URLEncoder.encode(odd, UTF_8));
    }

    private void assertKept(String failure) {
        String logged =
                String.join(
                        "\n",
                        lines.list.stream()
                                .map(line -> line.getFormattedMessage() + line.getKeyValuePairs())
                                .toList());
        assertThat(failure + logged)
                .doesNotContain(TOKEN)
                .doesNotContain(TOKEN.replace(":", "%3A"))
                .doesNotContain("0123456789")
                .contains("VK Teams at ");
    }

    /// Connects once and polls once where that works; the stack traces of what was thrown.
    private String failure(URI baseUrl, String token) throws InterruptedException {
        VkTeamsAccount account =
                new VkTeamsAccount(
                        baseUrl,
                        new Secret(token),
                        List.of(),
                        List.of(),
                        Duration.ofMillis(200),
                        100);
        StringWriter printed = new StringWriter();
        try (var source =
                new VkTeamsSource(account, http, Clock.systemUTC(), Duration.ofMillis(1_500))) {
            source.connect();
            source.read(null);
        } catch (SourceUnavailable | AccountRejected e) {
            e.printStackTrace(new PrintWriter(printed, true));
        }
        return printed.toString();
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
    }

    /// Answers every request with the same words, `%s` being the request line, and hangs up.
    private static final class Echo implements AutoCloseable {

        private final ServerSocket socket =
                new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Echo(String answer) throws IOException {
            Thread.ofVirtual().start(() -> serve(answer));
        }

        URI baseUrl() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/bot/v1/");
        }

        private void serve(String answer) {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    byte[] request = new byte[8_192];
                    int length = client.getInputStream().read(request);
                    String line =
                            new String(request, 0, Math.max(0, length), UTF_8)
                                    .lines()
                                    .findFirst()
                                    .orElse("");
                    client.getOutputStream().write(answer.replace("%s", line).getBytes(UTF_8));
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
