package dev.tributary.ingestor.telegram.tdlib;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A client of the [TdHub], which hands it what is received for it.
final class HubClient implements TdClient {

    private static final String EXTRA = "@extra";

    private final TdSession session;
    private final TdGate gate;
    private final Consumer<String> send;
    private final Runnable forget;
    private final List<Consumer<TdUpdate>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<ObjectNode>> asked = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean isUsed = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /// @param send puts a function into TDLib
    /// @param forget called when the session is closed
    HubClient(TdSession session, TdGate gate, Consumer<String> send, Runnable forget) {
        this.session = session;
        this.gate = gate;
        this.send = send;
        this.forget = forget;
    }

    @Override
    public void listen(Consumer<TdUpdate> listener) {
        listeners.add(listener);
    }

    @Override
    public CompletableFuture<ObjectNode> open() {
        CompletableFuture<ObjectNode> opened = new CompletableFuture<>();
        for (ObjectNode function : TdOpening.functions(session, gate.purpose())) {
            CompletableFuture<ObjectNode> answer = ask(function);
            if (function.path("@type").asString("").equals(TdOpening.PARAMETERS)) {
                opened = answer;
            }
        }
        return opened;
    }

    @Override
    public CompletableFuture<ObjectNode> ask(ObjectNode function) {
        gate.check(function);
        String number = Long.toString(numbers.incrementAndGet());
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        asked.put(number, answer);
        isUsed.set(true);
        if (closed.isDone()) {
            endAll();
            return answer;
        }
        send.accept(function.deepCopy().put(EXTRA, number).toString());
        return answer;
    }

    /// On the receiving thread.
    void take(ObjectNode json, String text) {
        String number = json.path(EXTRA).asString("");
        if (number.isEmpty()) {
            update(json, text);
            return;
        }
        CompletableFuture<ObjectNode> answer = asked.remove(number);
        if (answer != null) {
            json.remove(List.of(EXTRA, "@client_id"));
            answer(answer, json);
        }
    }

    private static void answer(CompletableFuture<ObjectNode> answer, ObjectNode json) {
        if (json.path("@type").asString("").equals("error")) {
            answer.completeExceptionally(
                    new TdError(json.path("code").asInt(0), json.path("message").asString("")));
        } else {
            answer.complete(json);
        }
    }

    private void update(ObjectNode json, String text) {
        TdUpdate update = new TdUpdate(json.path("@type").asString(""), json, text);
        try {
            listeners.forEach(listener -> listener.accept(update));
        } finally {
            if (isClosed(json)) {
                end();
            }
        }
    }

    private static boolean isClosed(ObjectNode update) {
        return update.path("authorization_state")
                .path("@type")
                .asString("")
                .equals("authorizationStateClosed");
    }

    private void end() {
        forget.run();
        closed.complete(null);
        endAll();
    }

    /// As TDLib answers what it can do no more; nothing waits for ever.
    private void endAll() {
        asked.keySet()
                .forEach(number -> {
                    CompletableFuture<ObjectNode> answer = asked.remove(number);
                    if (answer != null) {
                        answer.completeExceptionally(new TdError(500, "Request aborted"));
                    }
                });
    }

    @Override
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /// A client that never was used has nothing to close: TDLib does not know of it yet.
    @Override
    public void close() {
        if (closed.isDone()) {
            return;
        }
        if (isUsed.get()) {
            CompletableFuture<ObjectNode> _ =
                    ask(JsonMapper.shared().createObjectNode().put("@type", "close"));
        } else {
            end();
        }
    }
}
