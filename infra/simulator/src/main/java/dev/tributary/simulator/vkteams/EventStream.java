package dev.tributary.simulator.vkteams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One bot's events: those still to come by the script, and those that are out. Like the service it
/// keeps no cursor: what is out stays, and an old `lastEventId` gets it again.
///
/// Scripted events come out only when a poll wants them, so that an event published meanwhile takes
/// its place between them. Any number of threads may poll and publish.
final class EventStream {

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Clock clock;
    private final Rate rate;
    private final Deque<ObjectNode> script;
    private final NavigableMap<Long, StreamEvent> out = new TreeMap<>();
    private final Map<Long, Instant> departures = new HashMap<>();
    private @Nullable Instant firstPoll;
    private long scriptedOut;
    private long acknowledged;
    private int waitingPolls;
    private boolean isClosed;

    EventStream(Clock clock, Rate rate, Collection<ObjectNode> script) {
        this.clock = clock;
        this.rate = rate;
        this.script = new ArrayDeque<>(script);
    }

    /// Puts an event out now.
    ///
    /// @return its `eventId`: its own if that is higher than all before it, else the next
    long publish(ObjectNode event) {
        lock.lock();
        try {
            long eventId = putOut(event);
            changed.signalAll();
            return eventId;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there are events after `lastEventId` or the patience is over.
    ///
    /// @return at most `most` events in the order of their ids
    List<StreamEvent> await(long lastEventId, int most, Duration patience)
            throws InterruptedException {
        lock.lock();
        try {
            Instant start = clock.instant();
            Instant deadline = start.plus(patience);
            opened(lastEventId, start);
            while (true) {
                Instant now = clock.instant();
                releaseDue(now, lastEventId, most);
                List<StreamEvent> events = after(lastEventId, most);
                if (!events.isEmpty() || !now.isBefore(deadline) || isClosed) {
                    return events;
                }
                waitingPolls++;
                try {
                    waitUntil(now, nextDue().filter(deadline::isAfter).orElse(deadline));
                } finally {
                    waitingPolls--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits that long whatever happens; ends early only when the simulator closes.
    void idle(Duration time) throws InterruptedException {
        lock.lock();
        try {
            Instant end = clock.instant().plus(time);
            for (Instant now = clock.instant();
                    now.isBefore(end) && !isClosed;
                    now = clock.instant()) {
                waitUntil(now, end);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The last events that a client with this `lastEventId` has had, oldest first.
    List<StreamEvent> before(long lastEventId, int most) {
        lock.lock();
        try {
            return out.headMap(lastEventId, true).descendingMap().values().stream()
                    .limit(most)
                    .toList()
                    .reversed();
        } finally {
            lock.unlock();
        }
    }

    void departed(Collection<StreamEvent> events) {
        lock.lock();
        try {
            Instant now = clock.instant();
            events.forEach(event -> departures.putIfAbsent(event.eventId(), now));
        } finally {
            lock.unlock();
        }
    }

    Optional<Instant> departedAt(long eventId) {
        lock.lock();
        try {
            return Optional.ofNullable(departures.get(eventId));
        } finally {
            lock.unlock();
        }
    }

    /// Whether the client has asked for what comes after the very last event.
    boolean isDrained() {
        lock.lock();
        try {
            return script.isEmpty() && acknowledged >= lastOut();
        } finally {
            lock.unlock();
        }
    }

    /// How many polls wait for an event at the moment.
    int waitingPolls() {
        lock.lock();
        try {
            return waitingPolls;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void opened(long lastEventId, Instant now) {
        acknowledged = Math.max(acknowledged, lastEventId);
        if (firstPoll == null) {
            firstPoll = now;
        }
    }

    private void releaseDue(Instant now, long lastEventId, int most) {
        switch (rate) {
            case Rate.AsPolled() -> {
                int waiting = after(lastEventId, most).size();
                while (waiting++ < most && !script.isEmpty()) {
                    putOutNextOfScript();
                }
            }
            case Rate.PerSecond perSecond -> {
                long due = perSecond.dueAfter(Duration.between(start(), now));
                while (scriptedOut < due && !script.isEmpty()) {
                    putOutNextOfScript();
                }
            }
        }
    }

    private Optional<Instant> nextDue() {
        return switch (rate) {
            case Rate.PerSecond perSecond when !script.isEmpty() ->
                    Optional.of(start().plus(perSecond.dueTime(scriptedOut)));
            case Rate.PerSecond _, Rate.AsPolled _ -> Optional.empty();
        };
    }

    private Instant start() {
        return firstPoll == null ? clock.instant() : firstPoll;
    }

    private void putOutNextOfScript() {
        putOut(script.removeFirst());
        scriptedOut++;
    }

    private long putOut(ObjectNode event) {
        long eventId = Math.max(event.path("eventId").asLong(0), lastOut() + 1);
        out.put(eventId, StreamEvent.numbered(eventId, event));
        return eventId;
    }

    private long lastOut() {
        return out.isEmpty() ? 0 : out.lastKey();
    }

    private List<StreamEvent> after(long lastEventId, int most) {
        return out.tailMap(lastEventId, false).values().stream().limit(most).toList();
    }

    /// May return early: every caller looks again, so it matters not what ended the wait.
    @SuppressWarnings("WaitNotInLoop")
    private void waitUntil(Instant now, Instant then) throws InterruptedException {
        // A millisecond more: a wait that ends just before its time would spin.
        long nanos = Duration.between(now, then).toNanos() + 1_000_000;
        long _ = changed.awaitNanos(nanos);
    }
}
