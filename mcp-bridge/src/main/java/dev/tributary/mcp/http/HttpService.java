package dev.tributary.mcp.http;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.AlreadyRunning;
import dev.tributary.mcp.client.Clients;
import dev.tributary.mcp.session.Watch;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// Jetty with one endpoint, `/mcp`.
public final class HttpService implements AutoCloseable {

    private static final long IDLE_MILLIS = 60_000;
    private static final int MOST_REQUESTS = 4_096;

    /// A stranger who opens more than that keeps others out, but leaves the process its files.
    private static final int MOST_CONNECTIONS = 1_024;

    private static final int LONGEST_HEAD = 16 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final Sessions sessions;
    private final HttpTransport transport;
    private final Heart heart;

    /// Give [#transport] to the SDK's server before [#start].
    public HttpService(
            Settings.Mcp settings,
            Clients clients,
            Watch watch,
            McpJsonMapper mapper,
            Clock clock) {
        this.sessions = new Sessions(watch, clock);
        this.transport = new HttpTransport(sessions, clock);
        this.heart = new Heart(clock, sessions::endIdle);
        this.server = new Server(threads());
        this.connector = connector(server, settings);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setErrorHandler(new SilentErrors());
        Door door =
                new Door(
                        clients,
                        origins(settings),
                        hosts(settings),
                        settings.requestsPerMinute(),
                        settings.maxRequestBytes(),
                        clock);
        server.setHandler(
                new McpHandler(
                        door,
                        sessions,
                        transport,
                        watch,
                        heart,
                        mapper,
                        settings.maxRequestBytes(),
                        clock));
    }

    /// A stream that a client listens to holds a thread; a virtual one costs next to nothing.
    private static VirtualThreadPool threads() {
        VirtualThreadPool threads = new VirtualThreadPool();
        threads.setMaxConcurrentTasks(MOST_REQUESTS);
        return threads;
    }

    private static ServerConnector connector(Server server, Settings.Mcp settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(LONGEST_HEAD);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    /// A page that a local program serves may ask, if it has a token.
    private static List<String> origins(Settings.Mcp settings) {
        return settings.allowedOrigins().isEmpty()
                ? List.of("http://localhost:*", "http://127.0.0.1:*")
                : settings.allowedOrigins();
    }

    private static List<String> hosts(Settings.Mcp settings) {
        if (!settings.allowedHosts().isEmpty()) {
            return settings.allowedHosts();
        }
        List<String> hosts = new ArrayList<>();
        for (String host : List.of("localhost", "127.0.0.1", "[::1]", settings.host())) {
            hosts.add(host);
            hosts.add(host + ":*");
        }
        return hosts;
    }

    public McpStreamableServerTransportProvider transport() {
        return transport;
    }

    /// @param socket bound and blocking; ours from now on
    public void start(ServerSocketChannel socket) throws IOException {
        connector.open(socket);
        start();
    }

    /// @throws AlreadyRunning if the port is taken
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new AlreadyRunning(
                        "the port %d of %s is taken; does mcp-bridge run already? Otherwise choose another with mcp.port"
                                .formatted(connector.getPort(), connector.getHost()));
            }
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not start", e);
        }
    }

    /// Where it answers.
    public URI uri() {
        String host = connector.getHost().contains(":") ? "[::1]" : connector.getHost();
        return URI.create("http://" + host + ":" + connector.getLocalPort() + Door.PATH);
    }

    public int openSessions() {
        return sessions.all().size();
    }

    @Override
    public void close() {
        heart.close();
        sessions.endAll();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }

    /// What is wrong with a request that is not even HTTP; never an exception's words.
    private static final class SilentErrors extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            byte[] body = Refusal.of(response.getStatus(), "this is no request").error().json();
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
