package dev.tributary.mcp.http;

import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.session.Calls;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A session and the one client that may use it.
final class Session {

    private final McpStreamableServerSession protocol;
    private final Client client;
    private final Calls calls = new Calls();
    private final AtomicReference<@Nullable EventStream> listening = new AtomicReference<>();
    private volatile Instant usedAt;

    Session(McpStreamableServerSession protocol, Client client, Instant usedAt) {
        this.protocol = protocol;
        this.client = client;
        this.usedAt = usedAt;
    }

    String id() {
        return protocol.getId();
    }

    McpStreamableServerSession protocol() {
        return protocol;
    }

    Client client() {
        return client;
    }

    Calls calls() {
        return calls;
    }

    void use(Instant now) {
        usedAt = now;
    }

    Instant usedAt() {
        return usedAt;
    }

    /// Whether a request runs or somebody listens.
    boolean isInUse() {
        return calls.size() > 0 || listening.get() != null;
    }

    boolean isIdleSince(Instant limit) {
        return usedAt.isBefore(limit) && !isInUse();
    }

    /// The newest listening stream is the one that is told; the one before it ends.
    void listen(EventStream stream) {
        EventStream before = listening.getAndSet(stream);
        var _ = protocol.listeningStream(stream);
        if (before != null) {
            before.close();
        }
    }

    void stopListening(EventStream stream, Instant now) {
        if (listening.compareAndSet(stream, null)) {
            usedAt = now;
        }
    }

    void end() {
        calls.cancelAll();
        protocol.closeGracefully().block();
        EventStream stream = listening.getAndSet(null);
        if (stream != null) {
            stream.close();
        }
    }
}
