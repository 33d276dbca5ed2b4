package dev.tributary.ingestor.telegram.tdlib;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// TDLib without Telegram: it remembers what was sent, tells what a test wants told, and closes a
/// session when it is asked to.
final class FakeTd implements TdFunctions {

    record Sent(int client, ObjectNode function) {
        String type() {
            return function.path("@type").asString("");
        }

        String extra() {
            return function.path("@extra").asString("");
        }
    }

    private final AtomicInteger clients = new AtomicInteger();
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    final List<Sent> sent = new CopyOnWriteArrayList<>();

    @Override
    public int createClientId() {
        return clients.incrementAndGet();
    }

    @Override
    public void send(int client, String function) {
        Sent each = new Sent(client, (ObjectNode) JsonMapper.shared().readTree(function));
        sent.add(each);
        if (each.type().equals("close")) {
            tell(
                    """
                    {"@type":"updateAuthorizationState","authorization_state":\
                    {"@type":"authorizationStateClosed"},"@client_id":%d}\
                    """
                            .formatted(client));
        }
    }

    void tell(String text) {
        queue.add(text);
    }

    @Override
    public @Nullable String receive(Duration most) {
        try {
            return queue.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public @Nullable String execute(String function) {
        return "{\"@type\":\"ok\"}";
    }
}
