package dev.tributary.ingestor.source;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.append.Appender;
import dev.tributary.ingestor.append.LogUnavailable;
import dev.tributary.ingestor.append.Tally;
import dev.tributary.ingestor.append.WriterFenced;
import dev.tributary.ingestor.lease.AccountLease;
import dev.tributary.ingestor.lease.Standing;
import dev.tributary.ingestor.lease.StopSignal;
import dev.tributary.ingestor.lease.Tenure;
import dev.tributary.ingestor.source.AccountState.Active;
import dev.tributary.ingestor.source.AccountState.BackingOff;
import dev.tributary.ingestor.source.AccountState.Connected;
import dev.tributary.ingestor.source.AccountState.Connecting;
import dev.tributary.ingestor.source.AccountState.Ended;
import dev.tributary.ingestor.source.AccountState.Standby;
import dev.tributary.ingestor.source.Batch.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs one account from its first connection to its end, and reads it while this ingestor has its
/// lease. [#run] belongs to one thread; the other methods may be called from any.
public final class AccountRunner implements Runnable {

    /// Kafka answers in a moment where it answers at all.
    private static final Duration LEASE_PATIENCE = Duration.ofSeconds(15);

    /// Things do not stand otherwise for a long time, as a rule.
    private static final Duration STANDBY_PATIENCE = Duration.ofHours(1);

    /// Whoever wrote without the lease (`reset-cursor`, or a process that slept) has ended by then,
    /// or Kafka has told us that the lease is no longer ours.
    private static final Duration AFTER_FENCING = Duration.ofSeconds(5);

    private final ConfiguredAccount configured;
    private final Function<AccountId, AccountLease> leases;
    private final Function<AccountId, Appender> appenders;
    private final Clock clock;
    private final Backoff backoff;
    private final AccountLog log;
    private final StopSignal stop = new StopSignal();

    private volatile AccountStatus status;
    private volatile @Nullable Source current;
    private @Nullable AccountLease lease;
    private @Nullable Tenure tenure;
    private @Nullable Appender appender;
    private Tally counted = new Tally(0, 0);

    /// @param leases asks for the right to read an account
    /// @param appenders opens the live writer of an account
    public AccountRunner(
            ConfiguredAccount configured,
            Function<AccountId, AccountLease> leases,
            Function<AccountId, Appender> appenders,
            Clock clock,
            RandomGenerator random) {
        this.configured = configured;
        this.leases = leases;
        this.appenders = appenders;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.log = new AccountLog(configured.name());
        this.status = AccountStatus.starting(configured.name(), configured.service());
    }

    public AccountStatus status() {
        Source source = current;
        return source == null ? status : status.withDetails(source.details());
    }

    /// Ends the waiting; what was read already is still committed.
    public void stop() {
        stop.raise();
    }

    @Override
    public void run() {
        try {
            while (!(status.state() instanceof Ended)) {
                visit();
            }
        } finally {
            if (lease != null) {
                lease.close();
            }
            if (!(status.state() instanceof Ended)) {
                status = status.withState(new AccountState.Stopped());
            }
        }
    }

    /// One source, until the account ends or is handed over: a source may have asked for more than
    /// it has given, and the next reader must not meet that.
    private void visit() {
        try (Source source = configured.open().get()) {
            current = source;
            AccountState state = status.state();
            do {
                AccountState next = next(state, source);
                log.moved(status.account(), state, next);
                status = status.withState(next);
                state = next;
            } while (!(state instanceof Ended) && (tenure == null || !tenure.isOver()));
        } finally {
            current = null;
            closeAppender();
            if (tenure != null) {
                tenure.leave();
                tenure = null;
            }
            if (status.state() instanceof Connected connected) {
                status = status.withState(connected.handedOver());
            }
        }
    }

    private AccountState next(AccountState state, Source source) {
        return switch (state) {
            case Connecting connecting -> attempt(connecting, () -> connect(connecting, source));
            case Standby standby -> attempt(standby, () -> standBy(standby, source));
            case Connected connected -> attempt(connected, () -> read(connected, source));
            case BackingOff backingOff -> pause(backingOff);
            case Ended ended -> ended;
        };
    }

    private AccountState connect(Connecting connecting, Source source) throws InterruptedException {
        AccountId account = waiting(source::connect);
        AccountId known = status.account();
        if (known != null && !known.equals(account)) {
            throw new AccountRejected(
                    "the account \""
                            + known
                            + "\" became \""
                            + account
                            + "\" while it was read; check its credentials and restart");
        }
        status = status.withAccount(account);
        if (tenure != null) {
            open(account, source);
            return connecting.connected();
        }
        return switch (standing(account, null, LEASE_PATIENCE)) {
            case Standing.Held _ -> {
                open(account, source);
                yield connecting.connected();
            }
            case Standing.Elsewhere(String holder) -> connecting.standby(holder);
            case Standing.Unknown(String reason) ->
                    throw new LogUnavailable(
                            "Kafka does not say which ingestor reads the account \""
                                    + account
                                    + "\": "
                                    + reason);
        };
    }

    private AccountState standBy(Standby standby, Source source) throws InterruptedException {
        AccountId account = status.account();
        if (account == null) {
            throw new IllegalStateException("standing by for nobody");
        }
        Standing known = new Standing.Elsewhere(standby.holder());
        return switch (standing(account, known, STANDBY_PATIENCE)) {
            case Standing.Held _ -> {
                open(account, source);
                yield standby.connected();
            }
            case Standing.Elsewhere(String holder) -> standby.of(holder);
            case Standing.Unknown _ -> standby.handedOver();
        };
    }

    private Standing standing(AccountId account, @Nullable Standing known, Duration patience)
            throws InterruptedException {
        AccountLease asked = lease == null ? leases.apply(account) : lease;
        lease = asked;
        Standing standing = stop.during(() -> asked.await(known, patience));
        if (standing instanceof Standing.Held(Tenure mine)) {
            tenure = mine;
        }
        return standing;
    }

    /// Only now: opening fences whoever wrote before.
    private void open(AccountId account, Source source) {
        if (appender == null) {
            Appender fresh = appenders.apply(account);
            appender = fresh;
            counted = fresh.tally();
            source.resume(fresh::streams);
        }
    }

    private Connected read(Connected connected, Source source) throws InterruptedException {
        Appender open = appender;
        if (open == null) {
            throw new IllegalStateException("connected without an appender");
        }
        Batch batch = waiting(() -> source.read(open.cursor().orElse(null)));
        try {
            for (Step step : batch.steps()) {
                open.append(step.events(), step.after(), step.streams());
            }
            open.commit();
            status = status.plusSkipped(batch.skipped());
        } finally {
            count(open);
        }
        return connected.hasRead();
    }

    private void count(Appender open) {
        status = status.plus(open.tally().minus(counted), clock.instant());
        counted = open.tally();
    }

    /// Until it is over, or the program stops, or the account is another ingestor's.
    private <T> T waiting(StopSignal.Wait<T> wait) throws InterruptedException {
        Tenure current = tenure;
        return stop.during(() -> current == null ? wait.run() : current.during(wait));
    }

    private AccountState attempt(Active state, StopSignal.Wait<AccountState> move) {
        try {
            return move.run();
        } catch (SourceUnavailable e) {
            return failed(state, String.valueOf(e.getMessage()), e.leastWait());
        } catch (AccountRejected e) {
            return state.rejected(String.valueOf(e.getMessage()));
        } catch (WriterFenced e) {
            closeAppender();
            return failed(state, String.valueOf(e.getMessage()), AFTER_FENCING);
        } catch (LogUnavailable e) {
            closeAppender();
            return failed(state, String.valueOf(e.getMessage()), Duration.ZERO);
        } catch (InterruptedException e) {
            // Nobody else interrupts this thread: the program stops, or the tenure is over.
            return stop.isRaised() ? state.stopped() : state.handedOver();
        } catch (RuntimeException e) {
            log.defect(e);
            closeAppender();
            return failed(
                    state, "a defect of ours: " + e.getClass().getSimpleName(), Duration.ZERO);
        }
    }

    /// What was broken off because the program stops is no failure.
    private AccountState failed(Active state, String reason, Duration least) {
        if (stop.isRaised()) {
            return state.stopped();
        }
        Instant until = clock.instant().plus(backoff.after(state.failures(), least));
        return state.failed(reason, until);
    }

    private AccountState pause(BackingOff backingOff) {
        try {
            Duration left = Duration.between(clock.instant(), backingOff.until());
            waiting(() -> {
                Thread.sleep(left.isNegative() ? Duration.ZERO : left);
                return left;
            });
            return backingOff.retry();
        } catch (InterruptedException e) {
            return stop.isRaised() ? backingOff.stopped() : backingOff.retry();
        }
    }

    private void closeAppender() {
        if (appender != null) {
            appender.close();
            appender = null;
        }
    }
}
