package dev.tributary.processor.feed;

import dev.tributary.archive.feed.FeedFacts;
import dev.tributary.archive.feed.FeedProblem;
import dev.tributary.archive.feed.FeedRequirements;
import dev.tributary.archive.feed.FeedTable;
import dev.tributary.contract.change.ChangeGap;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.log.LogClients;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The feed over one session of Postgres: waits for the lease, sets up the slot, keeps an engine
/// running on it and watches. Used by the feed's thread alone, but for what the engine appends.
final class FeedSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FeedSession.class);
    private static final int PRUNED_AT_ONCE = 1_000;

    private final Endpoints.Postgres postgres;
    private final LogClients clients;
    private final FeedLease lease;
    private final FeedMetrics metrics;
    private final Clock clock;
    private final FeedPace pace;
    private @Nullable Reading reading;
    private Optional<ChangeGap> gap;
    private @Nullable Instant pruned;

    /// What stands while this processor reads.
    private record Reading(FeedSlot slot, ChangeLog log, FeedEngine engine)
            implements AutoCloseable {
        @Override
        public void close() {
            engine.close();
            log.close();
        }
    }

    FeedSession(
            Endpoints.Postgres postgres,
            LogClients clients,
            FeedLease lease,
            FeedMetrics metrics,
            Clock clock,
            FeedPace pace,
            Optional<ChangeGap> gap) {
        this.postgres = postgres;
        this.clients = clients;
        this.lease = lease;
        this.metrics = metrics;
        this.clock = clock;
        this.pace = pace;
        this.gap = gap;
    }

    /// The last one that this processor has stated.
    Optional<ChangeGap> gap() {
        return gap;
    }

    /// Looks once after everything.
    ///
    /// @throws FeedBroken if the engine has ended, or the slot is lost: open another session
    FeedState turn() throws SQLException, FeedBroken {
        prune();
        if (reading != null) {
            return watch(reading);
        }
        if (!lease.take()) {
            return new FeedState.Standby();
        }
        FeedFacts facts = FeedFacts.read(lease.connection());
        List<FeedProblem> problems = FeedRequirements.problems(facts);
        if (!problems.isEmpty()) {
            return new FeedState.Off(problems);
        }
        reading = read(facts);
        return watch(reading);
    }

    private FeedState watch(Reading current) throws SQLException, FeedBroken {
        Optional<FeedSlot.State> slot = current.slot().state();
        if (slot.isEmpty() || slot.get().lost()) {
            throw new FeedBroken("the replication slot \"" + current.slot().name() + "\" is lost");
        }
        Optional<String> ended = current.engine().ended();
        if (ended.isPresent()) {
            throw new FeedBroken(ended.get());
        }
        if (!slot.get().active()) {
            return new FeedState.Starting();
        }
        metrics.lag(slot.get().lagBytes());
        return new FeedState.Running(current.slot().name(), slot.get().lagBytes(), gap);
    }

    private Reading read(FeedFacts facts) throws SQLException {
        FeedSlot slot = new FeedSlot(lease.connection(), facts.slotName());
        slot.publish(facts);
        ChangeLog changes = ChangeLog.open(clients, slot.identity());
        boolean started = false;
        try {
            prepare(slot, changes);
            String run = "tributary-" + UUID.randomUUID();
            FeedEngine engine =
                    FeedEngine.start(
                            EngineSettings.of(postgres, lease.server(), slot.name(), run),
                            fed -> append(changes, fed));
            started = true;
            return new Reading(slot, changes, engine);
        } finally {
            if (!started) {
                changes.close();
            }
        }
    }

    private void prepare(FeedSlot slot, ChangeLog changes) throws SQLException {
        Optional<FeedPosition> last = changes.position();
        Optional<FeedSlot.State> state = slot.state();
        switch (SlotPlan.of(state, last)) {
            case SlotPlan.Begin() -> {
                slot.create();
                changes.keep(beginning(slot, clock.instant()));
            }
            case SlotPlan.Continue(long lsn) -> {
                if (lsn > state.orElseThrow().confirmed()) {
                    slot.advance(lsn);
                }
            }
            case SlotPlan.Replace(Instant since) -> {
                // Kept first: whoever takes over after a crash in between states the gap.
                changes.keep(last.orElse(new FeedPosition(0, null, false)).broken());
                if (state.isPresent()) {
                    slot.drop();
                }
                slot.create();
                ChangeGap stated = new ChangeGap(since, clock.instant());
                changes.append(stated, beginning(slot, stated.to()));
                tell(stated);
            }
        }
    }

    private static FeedPosition beginning(FeedSlot slot, Instant now) throws SQLException {
        return new FeedPosition(slot.state().orElseThrow().confirmed(), now, false);
    }

    private void tell(ChangeGap stated) {
        gap = Optional.of(stated);
        metrics.gap();
        log.atWarn()
                .addKeyValue("from", stated.from())
                .addKeyValue("to", stated.to())
                .log(
                        "Postgres has thrown away changes that the feed had not read; who follows"
                                + " chats misses those of this time, the archive has them");
    }

    /// Called from the engine's thread.
    private void append(ChangeLog changes, List<FedChange> fed) {
        FedChange last = fed.getLast();
        changes.append(fed, new FeedPosition(last.lsn(), last.change().committedAt(), false));
        metrics.appended(
                fed.size(),
                Duration.between(fed.getFirst().change().committedAt(), clock.instant()));
    }

    /// Each processor, whether it reads or not: rows come also where the feed is off.
    private void prune() throws SQLException {
        Instant now = clock.instant();
        if (pruned != null && now.isBefore(pruned.plus(pace.prune()))) {
            return;
        }
        pruned = now;
        while (FeedTable.prune(lease.connection(), pace.kept(), PRUNED_AT_ONCE) == PRUNED_AT_ONCE) {
            // The next thousand.
        }
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }
}
