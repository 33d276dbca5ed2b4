package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.ingestor.engine.Engine;
import dev.tributary.ingestor.launch.Relaunch;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountMeters;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.telegram.child.TelegramChild;
import dev.tributary.ingestor.vkteams.VkTeamsSource;
import dev.tributary.log.LogClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All configured accounts, here or, where native code reads them, in a process beside this one;
/// those whose lease this ingestor has are read. The topics must exist.
public final class IngestorService implements AutoCloseable {

    /// A poll's batch takes a moment where Kafka answers.
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final HttpClient http = VkTeamsSource.httpClient();
    private final Engine engine;
    private final TelegramChild telegram;

    /// @param instance this ingestor among those that share the accounts
    /// @param relaunch how another process finds the same configuration and data
    public IngestorService(
            Settings settings,
            LogClients log,
            MeterRegistry meters,
            Instance instance,
            Relaunch relaunch) {
        Clock clock = Clock.systemUTC();
        this.engine = new Engine(Accounts.here(settings, http, clock), log, instance, DRAIN, clock);
        this.telegram = TelegramChild.of(settings.telegram(), log, instance, relaunch, clock);
        register(meters, engine::accounts);
        register(meters, telegram::accounts);
    }

    private static void register(MeterRegistry meters, Supplier<List<AccountStatus>> accounts) {
        for (AccountStatus known : accounts.get()) {
            AccountMeters.register(meters, known.name(), () -> current(accounts.get(), known));
        }
    }

    /// The process of the Telegram accounts reads the configuration whenever it starts, so there
    /// may be more or fewer accounts than in the beginning.
    private static AccountStatus current(List<AccountStatus> accounts, AccountStatus known) {
        return accounts.stream()
                .filter(account -> account.name().equals(known.name()))
                .findFirst()
                .orElse(known);
    }

    public void start() {
        engine.start();
        telegram.start();
    }

    /// How every account is, sorted by name.
    public List<AccountStatus> accounts() {
        return Stream.concat(engine.accounts().stream(), telegram.accounts().stream())
                .sorted(Comparator.comparing(AccountStatus::name))
                .toList();
    }

    /// Returns when no account goes on: all were refused, or [#stop] was called.
    public void awaitEnd() throws InterruptedException {
        engine.awaitEnd();
        telegram.awaitEnd();
    }

    /// Ends every wait, lets what was read be committed, and returns when all accounts have stopped
    /// or the time for it is over.
    public void stop() {
        telegram.requestStop();
        engine.stop();
        telegram.close();
    }

    @Override
    public void close() {
        stop();
        http.shutdownNow();
    }
}
