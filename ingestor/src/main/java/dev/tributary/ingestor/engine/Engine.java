package dev.tributary.ingestor.engine;

import dev.tributary.ingestor.append.Appender;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.Writer;
import dev.tributary.ingestor.lease.AccountLease;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountRunner;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.source.ConfiguredAccount;
import dev.tributary.log.LogClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Accounts, each on its own virtual thread; those whose lease this instance has are read. The
/// topics must exist.
public final class Engine implements AutoCloseable {

    private final List<AccountRunner> runners;
    private final List<Thread> threads = new ArrayList<>();
    private final Duration drain;

    /// @param instance this process among those that share the accounts
    /// @param drain how long what was read may take to be committed; where Kafka is away it takes
    ///   longer, and is asked for again after the next start
    public Engine(
            List<ConfiguredAccount> accounts,
            LogClients log,
            Instance instance,
            Duration drain,
            Clock clock) {
        this.drain = drain;
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        this.runners =
                accounts.stream()
                        .map(account ->
                                new AccountRunner(
                                        account,
                                        id -> AccountLease.join(log, id, instance),
                                        id ->
                                                Appender.open(
                                                        log,
                                                        CursorKey.live(id),
                                                        Writer.LIVE,
                                                        clock),
                                        clock,
                                        random))
                        .toList();
    }

    public void start() {
        for (AccountRunner runner : runners) {
            threads.add(Thread.ofVirtual().name("account-" + runner.status().name()).start(runner));
        }
    }

    /// How every account is, in the order in which they were given.
    public List<AccountStatus> accounts() {
        return runners.stream().map(AccountRunner::status).toList();
    }

    /// Returns when no account goes on: all were refused, or [#stop] was called.
    public void awaitEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Ends every wait, lets what was read be committed, and returns when all accounts have stopped
    /// or the time for it is over.
    public void stop() {
        runners.forEach(AccountRunner::stop);
        Instant deadline = Instant.now().plus(drain);
        try {
            for (Thread thread : threads) {
                Duration left = Duration.between(Instant.now(), deadline);
                thread.join(left.isNegative() ? Duration.ofMillis(1) : left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
