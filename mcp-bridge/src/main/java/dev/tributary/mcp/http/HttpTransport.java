package dev.tributary.mcp.http;

import dev.tributary.mcp.client.Client;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the SDK's server sees of HTTP: where sessions are made and how one is told something.
final class HttpTransport implements McpStreamableServerTransportProvider {

    private final Sessions sessions;
    private final Clock clock;
    private McpStreamableServerSession.@Nullable Factory factory;

    HttpTransport(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// A new session and the answer to its `initialize`.
    record Begun(Session session, McpSchema.InitializeResult result) {}

    Begun begin(Client client, McpSchema.InitializeRequest request) {
        if (factory == null) {
            throw new IllegalStateException("the server is not built yet");
        }
        var begun = factory.startSession(request);
        McpSchema.InitializeResult result = begun.initResult().block();
        if (result == null) {
            throw new IllegalStateException("the SDK gave no answer to initialize");
        }
        Session session = new Session(begun.session(), client, clock.instant());
        sessions.add(session);
        return new Begun(session, result);
    }

    @Override
    public List<String> protocolVersions() {
        return Door.VERSIONS;
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
        factory = sessionFactory;
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.fromRunnable(
                () -> sessions.all().forEach(session -> tell(session, method, params)));
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, Object params) {
        return Mono.fromRunnable(
                () -> sessions.byId(sessionId).ifPresent(session -> tell(session, method, params)));
    }

    /// Nobody listens: nobody is told.
    private static void tell(Session session, String method, Object params) {
        session.protocol().sendNotification(method, params).onErrorComplete().block();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(sessions::endAll);
    }
}
