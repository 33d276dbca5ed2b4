package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.ingestor.append.Appender;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.Writer;
import dev.tributary.ingestor.lease.AccountLease;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountMeters;
import dev.tributary.ingestor.source.AccountRunner;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.vkteams.VkTeamsSource;
import dev.tributary.log.LogClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// All configured accounts, each on its own virtual thread; those whose lease this ingestor has are
/// read. The topics must exist.
public final class IngestorService implements AutoCloseable {

    /// A poll's batch is committed within this, unless Kafka is away; then it is asked for again
    /// after the next start.
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final HttpClient http = VkTeamsSource.httpClient();
    private final List<AccountRunner> runners;
    private final List<Thread> threads = new ArrayList<>();

    /// @param instance this ingestor among those that share the accounts
    public IngestorService(
            Settings settings, LogClients log, MeterRegistry meters, Instance instance) {
        this(settings, log, meters, instance, Clock.systemUTC());
    }

    IngestorService(
            Settings settings,
            LogClients log,
            MeterRegistry meters,
            Instance instance,
            Clock clock) {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        this.runners =
                Accounts.of(settings, http, clock).stream()
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
        runners.forEach(runner -> AccountMeters.register(meters, runner));
    }

    public void start() {
        for (AccountRunner runner : runners) {
            threads.add(Thread.ofVirtual().name("account-" + runner.status().name()).start(runner));
        }
    }

    /// How every account is, sorted by name.
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
        Instant deadline = Instant.now().plus(DRAIN);
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
        http.shutdownNow();
    }
}
