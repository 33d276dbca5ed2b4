package dev.tributary.ingestor.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// `/health`, `/metrics` and `/status` on loopback, each request on a virtual thread.
///
/// - `/health`: 200 while an account is or may come back, 503 when every account has ended;
/// - `/metrics`: the Prometheus text format;
/// - `/status`: the accounts as JSON.
public final class StatusServer implements AutoCloseable {

    /// Where the ingestor answers unless told otherwise.
    public static final int PORT = 9464;

    private final HttpServer server;

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /// @param port 0 for any free one
    /// @param metrics the metrics in the Prometheus text format
    /// @throws IOException if the port is taken
    public static StatusServer start(
            int port, Supplier<List<AccountStatus>> accounts, Supplier<String> metrics)
            throws IOException {
        HttpServer server;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "the port "
                            + port
                            + " for health and metrics is taken ("
                            + e.getMessage()
                            + "); does an ingestor run already? Otherwise choose another with"
                            + " --status-port",
                    e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/health",
                exchange -> {
                    boolean alive = isAlive(accounts.get());
                    answer(
                            exchange,
                            alive ? 200 : 503,
                            "text/plain; charset=utf-8",
                            (alive ? "ok\n" : "every account has ended, see /status\n")
                                    .getBytes(UTF_8));
                });
        server.createContext(
                "/metrics",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.get().getBytes(UTF_8)));
        server.createContext(
                "/status",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "application/json",
                                StatusJson.write(accounts.get())));
        server.start();
        return new StatusServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static boolean isAlive(List<AccountStatus> accounts) {
        return accounts.isEmpty()
                || accounts.stream()
                        .anyMatch(account -> !(account.state() instanceof AccountState.Ended));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
