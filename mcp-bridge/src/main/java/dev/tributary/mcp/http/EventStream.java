package dev.tributary.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.mcp.session.WireError;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import reactor.core.publisher.Mono;

/// The way back to one HTTP request. A response that comes at once is plain JSON; as soon as there
/// is something to say before, or a while has passed, it becomes a stream of events. Events have no
/// ids, because nothing can be resumed. Any thread.
final class EventStream implements McpStreamableServerTransport {

    /// A comment: shows that both sides are there.
    private static final byte[] BEAT = ": \n\n".getBytes(UTF_8);

    private final Response response;
    private final McpJsonMapper mapper;
    private final BooleanSupplier isUnwanted;
    private final Runnable onBroken;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean isStream;
    private volatile boolean isAnswered;
    private boolean isOver;

    /// @param isUnwanted whether the answer was cancelled and must not be sent
    /// @param onBroken run once when the other side has gone
    EventStream(
            Response response,
            McpJsonMapper mapper,
            BooleanSupplier isUnwanted,
            Runnable onBroken) {
        this.response = response;
        this.mapper = mapper;
        this.isUnwanted = isUnwanted;
        this.onBroken = onBroken;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> send(message));
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, String messageId) {
        return sendMessage(message);
    }

    private void send(McpSchema.JSONRPCMessage message) {
        if (isUnwanted.getAsBoolean()) {
            return;
        }
        byte[] json;
        try {
            json = mapper.writeValueAsBytes(WireError.safe(message));
        } catch (IOException e) {
            throw new IllegalStateException("a message of ours is not JSON", e);
        }
        lock.lock();
        try {
            boolean isLast = message instanceof McpSchema.JSONRPCResponse;
            isAnswered |= isLast;
            if (isLast && !isStream) {
                response.getHeaders().put("Content-Type", "application/json");
                write(json, true);
            } else {
                open();
                write(event(json), isLast);
            }
        } finally {
            lock.unlock();
        }
    }

    private static byte[] event(byte[] json) {
        return ("event: message\ndata: " + new String(json, UTF_8) + "\n\n").getBytes(UTF_8);
    }

    /// Makes it a stream of events, if it is none yet.
    private void open() {
        if (!isStream && !isOver) {
            isStream = true;
            response.getHeaders().put("Content-Type", "text/event-stream");
            response.getHeaders().put("Cache-Control", "no-cache");
            response.getHeaders().put("X-Accel-Buffering", "no");
        }
    }

    /// Shows the other side that we are there, and us that it is. Does nothing while something is
    /// being written.
    void beat() {
        if (lock.tryLock()) {
            try {
                open();
                write(BEAT, false);
            } finally {
                lock.unlock();
            }
        }
    }

    private void write(byte[] bytes, boolean isLast) {
        if (isOver) {
            return;
        }
        try {
            Content.Sink.write(response, isLast, ByteBuffer.wrap(bytes));
            if (isLast) {
                over();
            }
        } catch (IOException e) {
            over();
            onBroken.run();
        }
    }

    private void over() {
        isOver = true;
        end.countDown();
    }

    /// Ends the response, whatever was written of it; a request that was not answered and not
    /// cancelled is told so.
    ///
    /// @param id of the request
    void finish(Object id) {
        if (!isAnswered) {
            send(
                    McpSchema.JSONRPCResponse.error(
                            id,
                            new McpSchema.JSONRPCResponse.JSONRPCError(
                                    McpSchema.ErrorCodes.INTERNAL_ERROR, "internal error")));
        }
        lock.lock();
        try {
            open();
            write(new byte[0], true);
        } finally {
            lock.unlock();
        }
    }

    /// Returns when it has ended or broken.
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    /// The request's thread ends the response; a listening stream is ended here.
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!isOver && isStream) {
                write(new byte[0], true);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<String> protocolVersions() {
        return Door.VERSIONS;
    }
}
