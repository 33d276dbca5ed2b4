package dev.tributary.ingestor.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What was asked of TDLib and is not answered yet. Flood waits whose sum is at most a minute TDLib
/// waits out by itself, and after a failure of the service it tries again, both without a word
/// (<https://github.com/tdlib/td/blob/master/td/telegram/net/NetQueryDelayer.cpp>): all that can be
/// seen is that the answer does not come. Asked on the reader's thread, answered on TDLib's, looked
/// at from any.
final class Questions {

    /// However far away the service is, an answer takes less as a rule.
    private static final Duration USUAL = Duration.ofSeconds(3);

    /// Is answered when the whole file is there; how many wait for that is told elsewhere.
    private static final String DOWNLOAD = "downloadFile";

    private final Function<ObjectNode, CompletableFuture<ObjectNode>> td;
    private final InstantSource clock;
    private final AtomicLong asked = new AtomicLong();

    /// In the order in which they were asked.
    private final ConcurrentSkipListMap<Long, Question> open = new ConcurrentSkipListMap<>();

    /// @param function its `@type`
    record Question(String function, Instant since) {}

    Questions(Function<ObjectNode, CompletableFuture<ObjectNode>> td, InstantSource clock) {
        this.td = td;
        this.clock = clock;
    }

    CompletableFuture<ObjectNode> ask(ObjectNode function) {
        String name = function.path("@type").asString("");
        if (name.equals(DOWNLOAD)) {
            return td.apply(function);
        }
        long number = asked.incrementAndGet();
        open.put(number, new Question(name, clock.instant()));
        return td.apply(function).whenComplete((_, _) -> open.remove(number));
    }

    /// The oldest that takes longer than usual; null if none does.
    @Nullable Question overdue() {
        Map.Entry<Long, Question> oldest = open.firstEntry();
        return oldest == null || oldest.getValue().since().plus(USUAL).isAfter(clock.instant())
                ? null
                : oldest.getValue();
    }
}
