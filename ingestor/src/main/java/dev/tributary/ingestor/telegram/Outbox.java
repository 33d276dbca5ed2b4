package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.source.Batch.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits for the log, live before backfill, and what was handed out and is not known to be
/// committed. However much is said, a page of the backfill follows now and then: it takes a moment,
/// and would otherwise wait until everybody is asleep. The stream's cursor is the number of its
/// last step: TDLib has none that we could go back to.
final class Outbox {

    /// As many as one transaction takes.
    private static final int MOST_LIVE = 500;

    /// Two transactions; what comes beyond waits in the mailbox, which has bounds.
    private static final int FULL = 2 * MOST_LIVE;

    private static final Duration LONGEST_WAIT_OF_A_PAGE = Duration.ofMillis(500);

    private final Deque<Draft> live = new ArrayDeque<>();
    private final Deque<Draft> backfill = new ArrayDeque<>();
    private final Deque<Step> handedOut = new ArrayDeque<>();
    private Instant lastPage = Instant.MIN;
    private long last;
    private long skipped;
    private long messages;
    private int waiting;

    private record Draft(List<RawEvent> events, Map<String, Cursor> streams) {}

    void live(List<RawEvent> events, Map<String, Cursor> streams) {
        live.addLast(new Draft(events, streams));
        waiting += events.size();
    }

    /// Nothing more should be taken in until something was handed out.
    boolean isFull() {
        return waiting >= FULL;
    }

    void backfill(List<RawEvent> events, Map<String, Cursor> streams) {
        backfill.addLast(new Draft(events, streams));
    }

    void skip() {
        skipped++;
    }

    int waitingPages() {
        return backfill.size();
    }

    /// Messages that were handed out, each time they came.
    long messages() {
        return messages;
    }

    /// @param committed the last cursor of the log; null if there never was one
    void committed(@Nullable Cursor committed) {
        long number = committed == null ? 0 : number(committed);
        while (!handedOut.isEmpty() && number(handedOut.getFirst().after()) <= number) {
            handedOut.removeFirst();
        }
        last = Math.max(last, number);
    }

    private static long number(Cursor cursor) {
        try {
            return Long.parseLong(cursor.value());
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "the cursor \"" + cursor + "\" is no number of a step", e);
        }
    }

    /// What was not committed comes again, before anything else.
    Batch next(Instant now) {
        if (handedOut.isEmpty()) {
            handOut(now);
        }
        long left = skipped;
        skipped = 0;
        return new Batch(new ArrayList<>(handedOut), left);
    }

    private void handOut(Instant now) {
        int events = 0;
        while (!live.isEmpty() && events < MOST_LIVE) {
            Draft draft = live.removeFirst();
            handOut(draft);
            events += draft.events().size();
            waiting -= draft.events().size();
        }
        boolean isDue = !now.isBefore(lastPage.plus(LONGEST_WAIT_OF_A_PAGE));
        if (!backfill.isEmpty() && (handedOut.isEmpty() || isDue)) {
            lastPage = now;
            handOut(backfill.removeFirst());
        }
    }

    private void handOut(Draft draft) {
        last++;
        messages += draft.events().stream().filter(Outbox::isMessage).count();
        handedOut.addLast(
                new Step(draft.events(), new Cursor(Long.toString(last)), draft.streams()));
    }

    private static boolean isMessage(RawEvent event) {
        String type = event.headers().getOrDefault(RawHeader.EVENT_TYPE, "");
        return type.equals("message") || type.equals("updateNewMessage");
    }
}
