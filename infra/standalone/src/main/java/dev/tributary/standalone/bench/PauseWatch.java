package dev.tributary.standalone.bench;

import dev.tributary.contract.raw.Origin;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says something live in every chat and in bulk beside it, at a steady pace, and looks how long
/// each live message waits to be stored. For one thread.
final class PauseWatch {

    /// Live messages are numbered from here, bulk ones below.
    static final int LIVE = 10_000_000;

    private static final long TICK_NANOS = 100_000_000;
    private static final long STUCK_NANOS = 120_000_000_000L;
    private static final int BULK_PER_TICK = 20;

    private final ScaledStack stack;
    private final List<String> texts;
    private final Map<Integer, Long> waiting = new HashMap<>();
    private final Map<Integer, Long> pauses = new HashMap<>();
    private int live;
    private int bulk;

    /// @param texts said again and again, each time with a number
    /// @param bulk the first number of what is said in bulk
    PauseWatch(ScaledStack stack, List<String> texts, int bulk) {
        this.stack = stack;
        this.texts = texts;
        this.bulk = bulk;
    }

    interface Condition {
        boolean isTrue() throws Exception;
    }

    /// Goes on until the condition is true and then for so long.
    ///
    /// @return of each chat the longest that a live message of this time has waited, in
    ///   milliseconds
    double[] during(Condition condition, double secondsMore) throws Exception {
        pauses.clear();
        long end = Long.MAX_VALUE;
        for (long tick = System.nanoTime(); tick < end; tick += TICK_NANOS) {
            if (end == Long.MAX_VALUE && condition.isTrue()) {
                end = System.nanoTime() + (long) (secondsMore * 1e9);
            }
            say();
            look();
            while (System.nanoTime() < tick + TICK_NANOS) {
                Thread.sleep(5);
            }
        }
        long given = System.nanoTime() + STUCK_NANOS;
        while (!waiting.isEmpty()) {
            look();
            Thread.sleep(20);
            if (System.nanoTime() > given) {
                throw new IllegalStateException(
                        waiting.size() + " live messages were not stored in minutes");
            }
        }
        return pauses.values().stream().mapToDouble(nanos -> nanos / 1e6).toArray();
    }

    /// Live in half of the chats, so that each has its turn every second time.
    private void say() {
        for (int i = 0; i < BULK_PER_TICK; i++) {
            stack.tell(bulk, Origin.IMPORT, texts.get(bulk % texts.size()) + " " + bulk);
            bulk++;
        }
        for (int i = 0; i < ScaleTown.ACCOUNTS / 2; i++) {
            stack.tell(LIVE + live, Origin.LIVE, texts.get(live % texts.size()) + " live " + live);
            waiting.put(live, System.nanoTime());
            live++;
        }
    }

    private void look() throws SQLException {
        Map<String, Long> newest = stack.newest(LIVE);
        long now = System.nanoTime();
        waiting.entrySet()
                .removeIf(message -> {
                    int number = message.getKey();
                    boolean stored =
                            newest.getOrDefault(stack.account(LIVE + number), 0L) >= LIVE + number;
                    if (stored) {
                        pauses.merge(
                                number % ScaleTown.ACCOUNTS, now - message.getValue(), Math::max);
                    }
                    return stored;
                });
    }
}
