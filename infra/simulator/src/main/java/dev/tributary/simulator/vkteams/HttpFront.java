package dev.tributary.simulator.vkteams;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The HTTP edge: a virtual thread a request.
final class HttpFront implements AutoCloseable {

    static {
        // The JDK's server leaves Nagle's algorithm on: every answer larger than a segment then
        // waits
        // 40 ms for the client's delayed acknowledgement. There is no setter, only this property,
        // read
        // when the first server of the JVM is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BotApi api;

    private HttpFront(HttpServer server, BotApi api) {
        this.server = server;
        this.api = api;
    }

    static HttpFront start(InetSocketAddress address, BotApi api) throws IOException {
        HttpFront front = new HttpFront(HttpServer.create(address, 0), api);
        front.server.setExecutor(front.threads);
        front.server.createContext("/", front::handle);
        front.server.start();
        return front;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Unread input would close the connection, and clients that keep it alive gain nothing.
            exchange.getRequestBody().readAllBytes();
            Request request = Request.of(exchange.getRequestMethod(), exchange.getRequestURI());
            send(exchange, api.answer(request));
        } catch (InterruptedException e) {
            // The simulator closes; the client sees its connection end.
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType() + "; charset=utf-8");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length);
        answer.departure().run();
        OutputStream out = exchange.getResponseBody();
        if (answer.isCut()) {
            out.write(body, 0, body.length / 2);
            out.flush();
        } else {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
