package dev.tributary.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The page for operators: `/health` (200 or 503, one sentence), `/metrics` (the Prometheus text
/// format), `/status` (JSON). Suppliers are asked at each call, each on a virtual thread.
public final class StatusServer implements AutoCloseable {

    private final HttpServer server;

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /// What `/health` says.
    ///
    /// @param sentence for people
    public record Health(boolean isAlive, String sentence) {

        /// Of two parts: alive while both are, and what is wrong with either.
        public Health and(Health other) {
            return new Health(
                    isAlive && other.isAlive,
                    isAlive && other.isAlive
                            ? sentence
                            : Stream.of(this, other)
                                    .filter(part -> !part.isAlive)
                                    .map(Health::sentence)
                                    .collect(Collectors.joining("; ")));
        }
    }

    /// @param host the address to listen on
    /// @param port 0 for any free one
    /// @param metrics in the Prometheus text format
    /// @throws IOException if the port is taken
    public static StatusServer start(
            String host,
            int port,
            Supplier<Health> health,
            Supplier<String> metrics,
            Supplier<ObjectNode> status)
            throws IOException {
        HttpServer server = bind(host, port);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/health",
                exchange -> {
                    Health now = health.get();
                    byte[] body = (now.sentence() + "\n").getBytes(UTF_8);
                    answer(exchange, now.isAlive() ? 200 : 503, "text/plain; charset=utf-8", body);
                });
        server.createContext(
                "/metrics",
                exchange -> {
                    byte[] body = metrics.get().getBytes(UTF_8);
                    answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", body);
                });
        server.createContext(
                "/status",
                exchange -> {
                    byte[] body = JsonMapper.shared().writeValueAsBytes(status.get());
                    answer(exchange, 200, "application/json", body);
                });
        server.start();
        return new StatusServer(server);
    }

    private static HttpServer bind(String host, int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "the port "
                            + port
                            + " for health and metrics is taken ("
                            + e.getMessage()
                            + "); does the program run already? Otherwise choose another with"
                            + " --status-port",
                    e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
