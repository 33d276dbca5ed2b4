package dev.tributary.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.session.Caller;
import dev.tributary.mcp.session.Calls;
import dev.tributary.mcp.session.Inbound;
import dev.tributary.mcp.session.Watch;
import dev.tributary.mcp.session.WireError;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// One session, from the first line of stdin to its end.
public final class StdioTransport implements McpServerTransportProvider {

    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);

    /// Requests that are carried out at the same time.
    private static final int MOST_CALLS = 32;

    /// Those and the ones that wait for their turn; further ones are refused, because lines must be
    /// read on: the next one may cancel what all wait for.
    private static final int MOST_ACCEPTED = 256;

    /// Of JSON-RPC's range for servers' own errors.
    private static final int BUSY = -32000;

    private static final String CANCELLED = "notifications/cancelled";

    /// What runs when stdin ends may still be answered.
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    /// The request that the thread answers.
    private static final ThreadLocal<Calls.Call> CALLING = new ThreadLocal<>();

    private final InputStream in;
    private final OutputStream out;
    private final Client client;
    private final Watch watch;
    private final McpJsonMapper mapper;
    private final int longestMessage;
    private final Calls calls = new Calls();
    private final Semaphore room = new Semaphore(MOST_CALLS, true);
    private final Semaphore accepted = new Semaphore(MOST_ACCEPTED);
    private final Wire wire = new Wire();
    private @Nullable McpServerSession session;
    private boolean isAsked;
    private boolean isInitialized;

    /// @param longestMessage in bytes
    public StdioTransport(
            InputStream in,
            OutputStream out,
            Client client,
            Watch watch,
            McpJsonMapper mapper,
            int longestMessage) {
        this.in = in;
        this.out = out;
        this.client = client;
        this.watch = watch;
        this.mapper = mapper;
        this.longestMessage = longestMessage;
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(wire);
    }

    /// Returns when stdin has ended and what was asked is answered.
    ///
    /// @throws IOException if stdin cannot be read
    public void run() throws IOException, InterruptedException {
        Lines lines = new Lines(in, longestMessage);
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.isTooLong()) {
                refuse(null, ErrorCodes.INVALID_REQUEST, "the message is too long");
            } else if (!new String(line.bytes(), UTF_8).isBlank()) {
                handle(Inbound.parse(line.bytes()));
            }
        }
        if (!accepted.tryAcquire(MOST_ACCEPTED, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
            calls.cancelAll();
        }
    }

    private void handle(Inbound inbound) {
        switch (inbound) {
            case Inbound.Malformed malformed -> write(malformed.error().json());
            case Inbound.Response response -> {
                boolean _ = deliver(response.message());
            }
            case Inbound.Notification notification -> notification(notification);
            case Inbound.Request request -> request(request);
        }
    }

    private void notification(Inbound.Notification notification) {
        switch (notification.method()) {
            case CANCELLED -> {
                var id = notification.params().path("requestId");
                calls.cancel(id.isIntegralNumber() ? (Object) id.asLong() : id.asString(""));
            }
            case McpSchema.METHOD_NOTIFICATION_INITIALIZED -> {
                isInitialized = true;
                boolean _ = deliver(notification.message());
            }
            default -> {
                // The SDK warns of each, with its content; none of the others is of use here.
            }
        }
    }

    private void request(Inbound.Request request) {
        switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE -> {
                isAsked = true;
                boolean _ = deliver(request.message());
            }
            case McpSchema.METHOD_PING ->
                    send(McpSchema.JSONRPCResponse.result(request.id(), java.util.Map.of()));
            default -> {
                if (!isAsked) {
                    refuse(
                            request.id(),
                            ErrorCodes.INVALID_REQUEST,
                            "the session begins with initialize");
                } else {
                    begin();
                    start(request);
                }
            }
        }
    }

    /// The SDK waits for this notification before it answers anything; some clients are in a hurry.
    private void begin() {
        if (!isInitialized) {
            isInitialized = true;
            boolean _ =
                    deliver(
                            new McpSchema.JSONRPCNotification(
                                    McpSchema.METHOD_NOTIFICATION_INITIALIZED));
        }
    }

    private void start(Inbound.Request request) {
        if (!isWatchable(request)) {
            refuse(request.id(), ErrorCodes.RESOURCE_NOT_FOUND, "there is no such resource");
            return;
        }
        if (!accepted.tryAcquire()) {
            refuse(
                    request.id(),
                    BUSY,
                    MOST_ACCEPTED + " requests are not answered yet; wait for some of them");
            return;
        }
        Calls.Call call = calls.accept(request.id());
        Thread.ofVirtual().name("call").start(() -> carryOut(request, call));
    }

    private void carryOut(Inbound.Request request, Calls.Call call) {
        boolean isHandled = false;
        try (call) {
            call.begin();
            room.acquire();
            try {
                CALLING.set(call);
                isHandled = deliver(request.message());
            } finally {
                CALLING.remove();
                room.release();
            }
        } catch (InterruptedException e) {
            // Cancelled before its turn came: nobody waits for an answer.
            LOG.atDebug().log("A request was cancelled");
        } finally {
            // Whatever happened, even where a class is missing: who asked would wait for ever.
            if (!isHandled && !call.isCancelled()) {
                refuse(request.id(), ErrorCodes.INTERNAL_ERROR, "internal error");
            }
            accepted.release();
        }
    }

    private boolean isWatchable(Inbound.Request request) {
        String uri = request.params().path("uri").asString("");
        return switch (request.method()) {
            case McpSchema.METHOD_RESOURCES_SUBSCRIBE -> watch.subscribe(id(), client, uri);
            case McpSchema.METHOD_RESOURCES_UNSUBSCRIBE -> {
                watch.unsubscribe(id(), uri);
                yield true;
            }
            default -> true;
        };
    }

    private String id() {
        return session == null ? "" : session.getId();
    }

    /// Blocks until the SDK has handled it, on this thread.
    ///
    /// @return false if it could not
    private boolean deliver(McpSchema.JSONRPCMessage message) {
        if (session == null) {
            throw new IllegalStateException("the server is not built yet");
        }
        try {
            session.handle(message)
                    .contextWrite(ctx -> ctx.put(McpTransportContext.KEY, Caller.context(client)))
                    .block();
            return true;
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("A message could not be handled");
            return false;
        }
    }

    private void refuse(@Nullable Object id, int code, String message) {
        write(new WireError(id, code, message).json());
    }

    private void send(McpSchema.JSONRPCMessage message) {
        try {
            write(mapper.writeValueAsBytes(WireError.safe(message)));
        } catch (IOException e) {
            throw new IllegalStateException("a message of ours is not JSON", e);
        }
    }

    private void write(byte[] json) {
        synchronized (out) {
            try {
                out.write(json);
                out.write('\n');
                out.flush();
            } catch (IOException e) {
                // Nobody reads any more: stdin ends next, and with it the process.
                LOG.atDebug().log("Stdout is closed");
            }
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session == null ? Mono.empty() : session.sendNotification(method, params);
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, Object params) {
        return sessionId.equals(id()) ? notifyClients(method, params) : Mono.empty();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return session == null ? Mono.empty() : session.closeGracefully();
    }

    /// What the SDK writes to.
    private final class Wire implements McpServerTransport {

        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                Calls.Call call = CALLING.get();
                if (call == null || !call.isCancelled()) {
                    send(message);
                }
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return mapper.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public List<String> protocolVersions() {
            return StdioTransport.this.protocolVersions();
        }
    }
}
