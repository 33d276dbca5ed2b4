package dev.tributary.ingestor.telegram.login;

import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A client whose answers were written down before: states that follow a function, or its failure.
final class ScriptedTd implements TdClient {

    private final Map<String, Deque<List<String>>> states = new HashMap<>();
    private final Map<String, Deque<TdError>> failures = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Consumer<TdUpdate> listener = _ -> {};
    private String first = "";

    ScriptedTd opensWith(String state) {
        first = state;
        return this;
    }

    ScriptedTd on(String function, String... then) {
        states.computeIfAbsent(function, _ -> new ArrayDeque<>()).add(List.of(then));
        return this;
    }

    /// Before it succeeds.
    ScriptedTd fails(String function, TdError... errors) {
        failures.computeIfAbsent(function, _ -> new ArrayDeque<>()).addAll(List.of(errors));
        return this;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public void listen(Consumer<TdUpdate> each) {
        listener = each;
    }

    @Override
    public CompletableFuture<ObjectNode> open() {
        tell("authorizationStateWaitTdlibParameters");
        tell(first);
        return CompletableFuture.completedFuture(JsonMapper.shared().createObjectNode());
    }

    @Override
    public CompletableFuture<ObjectNode> ask(ObjectNode function) {
        asked.add(function.toString());
        String type = function.path("@type").asString("");
        Deque<TdError> errors = failures.getOrDefault(type, new ArrayDeque<>());
        if (!errors.isEmpty()) {
            return CompletableFuture.failedFuture(errors.remove());
        }
        Deque<List<String>> then = states.getOrDefault(type, new ArrayDeque<>());
        if (!then.isEmpty()) {
            then.remove().forEach(this::tell);
        }
        return CompletableFuture.completedFuture(
                JsonMapper.shared().createObjectNode().put("@type", "ok").put("id", 1001));
    }

    private void tell(String state) {
        ObjectNode update = JsonMapper.shared().createObjectNode();
        update.put("@type", "updateAuthorizationState");
        update.putObject("authorization_state")
                .put("@type", state)
                .put("link", "tg://login?token=AQKKGylnYfJB");
        listener.accept(new TdUpdate("updateAuthorizationState", update, update.toString()));
    }

    @Override
    public CompletableFuture<Void> closed() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
