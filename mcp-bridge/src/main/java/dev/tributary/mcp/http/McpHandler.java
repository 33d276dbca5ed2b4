package dev.tributary.mcp.http;

import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.session.Caller;
import dev.tributary.mcp.session.Calls;
import dev.tributary.mcp.session.Inbound;
import dev.tributary.mcp.session.Watch;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out one HTTP request on its own virtual thread, from the door to the last byte.
final class McpHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(McpHandler.class);
    private static final int TOO_LONG = 413;
    private static final int TOO_SLOW = 408;

    private static final String CANCELLED = "notifications/cancelled";

    private final Door door;
    private final Sessions sessions;
    private final HttpTransport transport;
    private final Watch watch;
    private final Heart heart;
    private final McpJsonMapper mapper;
    private final int longestMessage;
    private final Clock clock;

    McpHandler(
            Door door,
            Sessions sessions,
            HttpTransport transport,
            Watch watch,
            Heart heart,
            McpJsonMapper mapper,
            int longestMessage,
            Clock clock) {
        this.door = door;
        this.sessions = sessions;
        this.transport = transport;
        this.watch = watch;
        this.heart = heart;
        this.mapper = mapper;
        this.longestMessage = longestMessage;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            String path = request.getHttpURI().getCanonicalPath();
            Door.Verdict verdict =
                    door.ask(request.getMethod(), path == null ? "" : path, request.getHeaders());
            switch (verdict) {
                case Door.Verdict.Refused refused -> {
                    if (refused.refusal().status() == TOO_LONG) {
                        Body _ = Body.read(request, longestMessage);
                    }
                    refuse(response, refused.refusal());
                }
                case Door.Verdict.Admitted admitted ->
                        carryOut(request, response, admitted.client());
            }
        } catch (IOException e) {
            LOG.atDebug().log("A client went away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A request could not be carried out");
            internalError(response);
        }
        callback.succeeded();
        return true;
    }

    private void carryOut(Request request, Response response, Client client)
            throws IOException, InterruptedException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response, client);
            case "GET" -> listen(request, response, client);
            default -> delete(request, response, client);
        }
    }

    private void post(Request request, Response response, Client client)
            throws IOException, InterruptedException {
        Body body = Body.read(request, longestMessage);
        switch (body.fate()) {
            case WHOLE -> receive(Inbound.parse(body.bytes()), request, response, client);
            case TOO_LONG -> refuse(response, Refusal.of(TOO_LONG, "the message is too long"));
            case TOO_SLOW ->
                    refuse(
                            response,
                            Refusal.of(TOO_SLOW, "the message came too slowly")
                                    .with("Connection", "close"));
        }
    }

    private void receive(Inbound inbound, Request request, Response response, Client client)
            throws IOException {
        if (inbound instanceof Inbound.Malformed malformed) {
            refuse(response, new Refusal(400, malformed.error(), java.util.Map.of()));
            return;
        }
        if (inbound instanceof Inbound.Request call
                && call.method().equals(McpSchema.METHOD_INITIALIZE)) {
            initialize(call, response, client);
            return;
        }
        Optional<Session> session = session(request, response, client);
        if (session.isPresent()) {
            deliver(inbound, session.get(), response);
        }
    }

    private void initialize(Inbound.Request call, Response response, Client client)
            throws IOException {
        if (!sessions.hasRoom(client)) {
            refuse(
                    response,
                    Refusal.of(503, "too many sessions are open; end one by DELETE")
                            .with("Retry-After", "60"));
            return;
        }
        HttpTransport.Begun begun =
                transport.begin(
                        client,
                        mapper.convertValue(
                                call.message().params(), McpSchema.InitializeRequest.class));
        response.getHeaders().put(Door.SESSION, begun.session().id());
        json(
                response,
                200,
                mapper.writeValueAsBytes(
                        McpSchema.JSONRPCResponse.result(call.id(), begun.result())));
    }

    private void deliver(Inbound inbound, Session session, Response response) throws IOException {
        switch (inbound) {
            case Inbound.Request call -> answer(call, session, response);
            case Inbound.Notification notification -> {
                if (notification.method().equals(CANCELLED)) {
                    var id = notification.params().path("requestId");
                    session.calls()
                            .cancel(id.isIntegralNumber() ? (Object) id.asLong() : id.asString(""));
                }
                accepted(response);
            }
            case Inbound.Response answer -> {
                session.protocol().accept(answer.message()).onErrorComplete().block();
                accepted(response);
            }
            case Inbound.Malformed malformed ->
                    refuse(response, new Refusal(400, malformed.error(), java.util.Map.of()));
        }
    }

    private void answer(Inbound.Request call, Session session, Response response) {
        if (!isWatchable(call, session)) {
            refuseIn(response, call, "there is no such resource");
            return;
        }
        try (Calls.Call running = session.calls().begin(call.id())) {
            EventStream stream =
                    new EventStream(response, mapper, running::isCancelled, running::cancel);
            try (Heart.Beating _ = heart.during(stream)) {
                session.protocol()
                        .responseStream(stream)
                        .handle(call.message())
                        .contextWrite(ctx ->
                                ctx.put(McpTransportContext.KEY, Caller.context(session.client())))
                        .block();
            } finally {
                running.end();
                stream.finish(call.id());
                session.use(clock.instant());
            }
        }
    }

    private boolean isWatchable(Inbound.Request call, Session session) {
        String uri = call.params().path("uri").asString("");
        return switch (call.method()) {
            case McpSchema.METHOD_RESOURCES_SUBSCRIBE ->
                    watch.subscribe(session.id(), session.client(), uri);
            case McpSchema.METHOD_RESOURCES_UNSUBSCRIBE -> {
                watch.unsubscribe(session.id(), uri);
                yield true;
            }
            default -> true;
        };
    }

    private void listen(Request request, Response response, Client client)
            throws IOException, InterruptedException {
        Optional<Session> session = session(request, response, client);
        if (session.isEmpty()) {
            return;
        }
        EventStream stream = new EventStream(response, mapper, () -> false, () -> {});
        stream.beat();
        session.get().listen(stream);
        try (Heart.Beating _ = heart.listening(stream)) {
            stream.awaitEnd();
        } finally {
            session.get().stopListening(stream, clock.instant());
        }
    }

    private void delete(Request request, Response response, Client client) throws IOException {
        Optional<Session> session = session(request, response, client);
        if (session.isPresent()) {
            sessions.end(session.get().id());
            response.setStatus(200);
            Content.Sink.write(response, true, ByteBuffer.allocate(0));
        }
    }

    /// Refuses by itself where there is none.
    private Optional<Session> session(Request request, Response response, Client client)
            throws IOException {
        HttpFields headers = request.getHeaders();
        String id = headers.get(Door.SESSION);
        if (id == null || id.isBlank()) {
            refuse(response, Refusal.of(400, Door.SESSION + " is missing; begin with initialize"));
            return Optional.empty();
        }
        Optional<Session> session = sessions.of(id, client);
        if (session.isEmpty()) {
            refuse(response, Refusal.of(404, "there is no such session; begin with initialize"));
        }
        return session;
    }

    private static void accepted(Response response) throws IOException {
        response.setStatus(202);
        Content.Sink.write(response, true, ByteBuffer.allocate(0));
    }

    private static void refuseIn(Response response, Inbound.Request call, String sentence) {
        try {
            refuse(response, Refusal.of(200, call.id(), ErrorCodes.RESOURCE_NOT_FOUND, sentence));
        } catch (IOException e) {
            LOG.atDebug().log("A client went away");
        }
    }

    private static void refuse(Response response, Refusal refusal) throws IOException {
        refusal.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        json(response, refusal.status(), refusal.error().json());
    }

    private static void json(Response response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put("Content-Type", "application/json");
        response.getHeaders().put("Content-Length", body.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    private static void internalError(Response response) {
        if (!response.isCommitted()) {
            try {
                refuse(
                        response,
                        Refusal.of(500, null, ErrorCodes.INTERNAL_ERROR, "internal error"));
            } catch (IOException e) {
                LOG.atDebug().log("A client went away");
            }
        }
    }
}
