package dev.tributary.ingestor.source;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.append.Appender;
import dev.tributary.ingestor.append.LogUnavailable;
import dev.tributary.ingestor.append.Tally;
import dev.tributary.ingestor.append.WriterFenced;
import dev.tributary.ingestor.source.AccountState.Active;
import dev.tributary.ingestor.source.AccountState.BackingOff;
import dev.tributary.ingestor.source.AccountState.Connected;
import dev.tributary.ingestor.source.AccountState.Connecting;
import dev.tributary.ingestor.source.AccountState.Ended;
import dev.tributary.ingestor.source.Batch.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs one account from its first connection to its end. [#run] belongs to one thread; the other
/// methods may be called from any.
public final class AccountRunner implements Runnable {

    private final ConfiguredAccount configured;
    private final Function<AccountId, Appender> appenders;
    private final Clock clock;
    private final Backoff backoff;
    private final AccountLog log;
    private final StopSignal stop = new StopSignal();

    private volatile AccountStatus status;
    private @Nullable Appender appender;
    private Tally counted = new Tally(0, 0);

    /// @param appenders opens the live writer of an account
    public AccountRunner(
            ConfiguredAccount configured,
            Function<AccountId, Appender> appenders,
            Clock clock,
            RandomGenerator random) {
        this.configured = configured;
        this.appenders = appenders;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.log = new AccountLog(configured.name());
        this.status = AccountStatus.starting(configured.name(), configured.service());
    }

    public AccountStatus status() {
        return status;
    }

    /// Ends the waiting; what was read already is still committed.
    public void stop() {
        stop.raise();
    }

    @Override
    public void run() {
        try (Source source = configured.open().get()) {
            AccountState state = status.state();
            while (!(state instanceof Ended)) {
                AccountState next = next(state, source);
                log.moved(status.account(), state, next);
                status = status.withState(next);
                state = next;
            }
        } finally {
            closeAppender();
            if (!(status.state() instanceof Ended)) {
                status = status.withState(new AccountState.Stopped());
            }
        }
    }

    private AccountState next(AccountState state, Source source) {
        return switch (state) {
            case Connecting connecting -> attempt(connecting, () -> connect(connecting, source));
            case Connected connected -> attempt(connected, () -> read(connected, source));
            case BackingOff backingOff -> pause(backingOff);
            case Ended ended -> ended;
        };
    }

    private Connected connect(Connecting connecting, Source source) throws InterruptedException {
        AccountId account = stop.during(source::connect);
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
        if (appender == null) {
            appender = appenders.apply(account);
            counted = appender.tally();
        }
        return connecting.connected();
    }

    private Connected read(Connected connected, Source source) throws InterruptedException {
        Appender open = appender;
        if (open == null) {
            throw new IllegalStateException("connected without an appender");
        }
        Batch batch = stop.during(() -> source.read(open.cursor().orElse(null)));
        try {
            for (Step step : batch.steps()) {
                open.append(step.events(), step.after());
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

    private AccountState attempt(Active state, StopSignal.Wait<AccountState> move) {
        try {
            return move.run();
        } catch (SourceUnavailable e) {
            return failed(state, String.valueOf(e.getMessage()), e.leastWait());
        } catch (AccountRejected e) {
            return state.rejected(String.valueOf(e.getMessage()));
        } catch (WriterFenced e) {
            return state.displaced(String.valueOf(e.getMessage()));
        } catch (LogUnavailable e) {
            closeAppender();
            return failed(state, String.valueOf(e.getMessage()), Duration.ZERO);
        } catch (InterruptedException e) {
            // Nobody else interrupts this thread: the signal was raised.
            return state.stopped();
        } catch (RuntimeException e) {
            log.defect(e);
            closeAppender();
            return failed(
                    state, "a defect of ours: " + e.getClass().getSimpleName(), Duration.ZERO);
        }
    }

    private BackingOff failed(Active state, String reason, Duration least) {
        Instant until = clock.instant().plus(backoff.after(state.failures(), least));
        return state.failed(reason, until);
    }

    private AccountState pause(BackingOff backingOff) {
        try {
            Duration left = Duration.between(clock.instant(), backingOff.until());
            stop.during(() -> {
                Thread.sleep(left.isNegative() ? Duration.ZERO : left);
                return left;
            });
            return backingOff.retry();
        } catch (InterruptedException e) {
            return backingOff.stopped();
        }
    }

    private void closeAppender() {
        if (appender != null) {
            appender.close();
            appender = null;
        }
    }
}
