package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.telegram.SyncReport.ForbiddenChat;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one account from one opening of its session on. Everything is decided on the thread that
/// calls [#read]: arrivals are taken from the mailbox in TDLib's order, and what they ask for in
/// turn is answered through it.
final class AccountReading {

    private static final Logger LOG = LoggerFactory.getLogger(AccountReading.class);

    /// Between two looks at what is due.
    private static final Duration TICK = Duration.ofMillis(200);

    /// Between two reports.
    private static final Duration TELLING = Duration.ofMillis(500);

    private static final int MOST_AT_ONCE = 1_000;

    private final Desk desk;
    private final Mailbox mailbox;
    private final Presence presence;
    private final LiveUpdates updates;
    private final Holes holes;
    private final Backfilling backfilling;
    private final Sweep sweep;
    private final People people;
    private final Downloads downloads;
    private long lost;
    private boolean isListed;

    private Instant toldAt = Instant.MIN;
    private volatile @Nullable SyncReport report;

    AccountReading(
            Desk desk,
            Mailbox mailbox,
            Presence presence,
            Sweep sweep,
            People people,
            Downloads downloads) {
        this.desk = desk;
        this.mailbox = mailbox;
        this.presence = presence;
        this.backfilling = new Backfilling(desk);
        this.holes = new Holes(desk, backfilling);
        this.updates = new LiveUpdates(desk, holes, new Edits(desk));
        this.sweep = sweep;
        this.people = people;
        this.downloads = downloads;
        new ChatLists(desk, this::listed).load();
    }

    private void listed() {
        isListed = true;
        holes.listed();
    }

    /// @param longest an empty batch after so long, so that whoever reads can see to other things
    /// @param patience how long the connection may be away
    Batch read(@Nullable Cursor after, Duration longest, Duration patience)
            throws InterruptedException {
        desk.outbox().committed(after);
        Instant end = desk.clock().instant().plus(longest);
        while (true) {
            takeAll();
            Duration pause = proceed();
            Batch batch = desk.outbox().next(desk.clock().instant());
            Instant now = desk.clock().instant();
            if (!batch.steps().isEmpty() || batch.skipped() > 0 || !now.isBefore(end)) {
                if (batch.steps().isEmpty()) {
                    presence.check(patience);
                }
                return batch;
            }
            Arrival arrival = mailbox.take(pause.compareTo(TICK) < 0 ? pause : TICK);
            if (arrival != null) {
                take(arrival);
            }
        }
    }

    private void takeAll() throws InterruptedException {
        for (int i = 0; i < MOST_AT_ONCE && !desk.outbox().isFull(); i++) {
            Arrival arrival = mailbox.take(Duration.ZERO);
            if (arrival == null) {
                holes.look();
                return;
            }
            take(arrival);
        }
    }

    private void take(Arrival arrival) {
        switch (arrival) {
            case Arrival.Pushed(var update) -> updates.take(update);
            case Arrival.Answered answered -> desk.requests().take(answered);
            case Arrival.Failed failed -> desk.requests().take(failed, desk.clock().instant());
            case Arrival.Done(Runnable then) -> then.run();
            case Arrival.Lost(long count) -> lost(count);
        }
    }

    private void lost(long count) {
        lost += count;
        holes.doubt();
        sweep.hurry();
        LOG.atWarn()
                .addKeyValue("account", desk.name())
                .addKeyValue("count", count)
                .log("Updates came faster than the log took them; they are fetched again");
    }

    private Duration proceed() {
        Instant now = desk.clock().instant();
        if (isListed) {
            backfilling.proceed();
            sweep.proceed(now);
            people.proceed(now);
            downloads.proceed(now);
        }
        Duration pause = desk.requests().send(now);
        if (!now.isBefore(toldAt.plus(TELLING))) {
            toldAt = now;
            report = tell();
        }
        return pause;
    }

    /// Null before anything was read. What holds the account up changes also while nobody reads;
    /// from any thread.
    @Nullable SyncReport report() {
        SyncReport told = report;
        return told == null
                ? null
                : told.heldUpBy(
                        presence.word(),
                        presence.since(),
                        desk.requests().floodUntil(desk.clock().instant()),
                        desk.requests().overdue());
    }

    /// Whether TDLib was not told all of some chat. The messages are fetched, but of edits and
    /// deletions it knows nothing.
    boolean hasMissedChanges() {
        return holes.hasMissedChanges();
    }

    private SyncReport tell() {
        return new SyncReport(
                presence.word(),
                presence.since(),
                desk.outbox().messages(),
                updates.last(),
                holes.open(),
                backfilling.report(holes.areChatsCompared()),
                desk.requests().floodUntil(desk.clock().instant()),
                desk.requests().overdue(),
                desk.forbidden().reasons().entrySet().stream()
                        .map(chat ->
                                new ForbiddenChat(Long.toString(chat.getKey()), chat.getValue()))
                        .toList(),
                sweep.report(),
                downloads.report(),
                lost);
    }
}
