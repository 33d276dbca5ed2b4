package dev.tributary.ingestor.telegram.child;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.launch.Relaunch;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.source.Backoff;
import dev.tributary.ingestor.telegram.TelegramLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdLibraryRefused;
import dev.tributary.log.LogClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process that reads the Telegram accounts, seen from the ingestor: started, watched, started
/// again after a pause when it dies and at once when somebody has signed in, and stopped. With no
/// account there is no process.
public final class TelegramChild implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramChild.class);

    /// It commits what it has read in 5 s and closes its sessions in 10 s, if not much sooner.
    private static final Duration STOPPING = Duration.ofSeconds(20);

    /// One that ran so long did not fail at its start.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /// Between two looks at what was prepared.
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final List<String> command;
    private final Map<String, String> environment;
    private final DataDirectory data;
    private final String order;
    private final LastWord word;
    private final Runnable check;
    private final Clock clock;
    private final Backoff backoff = new Backoff(RandomGenerator.of("L64X128MixRandom"));
    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile Prepared known = new Prepared(Map.of());
    private volatile CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
    private volatile @Nullable ChildProcess process;
    private volatile @Nullable Thread thread;

    /// @param command the program to run
    /// @param check throws [TdLibraryRefused] where running it would be in vain
    TelegramChild(
            List<AccountStatus> accounts,
            List<String> command,
            Relaunch relaunch,
            ChildOrder order,
            Runnable check,
            Clock clock) {
        this.word = new LastWord(accounts);
        this.command = List.copyOf(command);
        this.environment = relaunch.environment();
        this.data = relaunch.data();
        this.order = order.json();
        this.check = check;
        this.clock = clock;
    }

    /// @param instance of the ingestor whose accounts they are
    public static TelegramChild of(
            TelegramSettings telegram,
            LogClients log,
            Instance instance,
            Relaunch relaunch,
            Clock clock) {
        return new TelegramChild(
                telegram.accounts().keySet().stream()
                        .sorted()
                        .map(name -> AccountStatus.starting(name, Service.TELEGRAM))
                        .toList(),
                ChildProgram.command(relaunch),
                relaunch,
                ChildOrder.of(log, instance),
                () -> TelegramLibrary.of(telegram, relaunch.data()).verify(),
                clock);
    }

    /// How its accounts are, by its last word; sorted by name.
    public List<AccountStatus> accounts() {
        return word.accounts();
    }

    public void start() {
        if (!accounts().isEmpty()) {
            end = new CompletableFuture<>();
            thread = Thread.ofVirtual().name("telegram-child").start(this::supervise);
        }
    }

    private void supervise() {
        try {
            known = Prepared.in(data);
            do {
                readUntilAllHaveEnded();
            } while (awaitNewWork());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            word.setOfOthers(new AccountState.Stopped());
            end.complete(null);
        }
    }

    private void readUntilAllHaveEnded() throws InterruptedException {
        try {
            check.run();
            keepRunning();
        } catch (TdLibraryRefused e) {
            String reason = String.valueOf(e.getMessage());
            LOG.atError().addKeyValue("error", reason).log("Telegram accounts cannot be read");
            word.set(new AccountState.Rejected(reason));
        }
    }

    private void keepRunning() throws InterruptedException {
        int failures = 0;
        while (!isStopping()) {
            Instant begun = clock.instant();
            String how = runOnce();
            if (isStopping()) {
                return;
            }
            if (hasNews()) {
                beginAnew();
                failures = 0;
            } else if (word.isTheEnd()) {
                return;
            } else {
                boolean wasSettled =
                        Duration.between(begun, clock.instant()).compareTo(SETTLED) > 0;
                failures = wasSettled ? 0 : failures + 1;
                pause(how, failures);
            }
        }
    }

    /// @return how it ended, in words
    private String runOnce() throws InterruptedException {
        try {
            Files.createDirectories(data.logs());
            ChildProcess started = ChildProcess.start(command, environment, order);
            process = started;
            LOG.atInfo()
                    .addKeyValue("process", started.pid())
                    .log("The process of the Telegram accounts has started");
            if (isStopping()) {
                started.askToStop();
            }
            Thread watcher = Thread.ofVirtual().name("telegram-logins").start(() -> watch(started));
            try {
                return started.listen(word::hear);
            } finally {
                watcher.interrupt();
            }
        } catch (IOException | UncheckedIOException e) {
            return "cannot be started (" + e.getMessage() + ")";
        }
    }

    /// The process reads the configuration and the sessions at its start.
    private void watch(ChildProcess running) {
        try {
            if (awaitNews()) {
                running.askToStop();
                if (!stopping.await(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                    running.kill();
                }
            }
        } catch (InterruptedException e) {
            // It has ended.
        }
    }

    /// After the end of all accounts.
    ///
    /// @return whether they are worth another try; false if it is told to stop
    private boolean awaitNewWork() throws InterruptedException {
        end.complete(null);
        if (isStopping() || !awaitNews()) {
            return false;
        }
        end = new CompletableFuture<>();
        beginAnew();
        return true;
    }

    private boolean awaitNews() throws InterruptedException {
        while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (hasNews()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasNews() {
        return Prepared.in(data).isNewsAfter(known);
    }

    private void beginAnew() {
        known = Prepared.in(data);
        LOG.atInfo().log("Somebody has signed in or installed TDLib; the accounts are read anew");
        word.set(AccountState.Connecting.FIRST);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(String how, int failures) throws InterruptedException {
        Duration wait = backoff.after(failures, Duration.ZERO);
        LOG.atError()
                .addKeyValue("error", how)
                .addKeyValue("count", failures)
                .addKeyValue("durationMs", wait.toMillis())
                .log("The process of the Telegram accounts died and will be started again");
        Instant until = clock.instant().plus(wait);
        word.setOfOthers(
                new AccountState.BackingOff(
                        "the process of the Telegram accounts " + how, until, failures));
        boolean _ = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Returns when no account goes on. One may go on again when somebody signs in.
    public void awaitEnd() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end that never fails has failed", e);
        }
    }

    /// Tells the process to stop, and returns at once.
    public void requestStop() {
        stopping.countDown();
        ChildProcess running = process;
        if (running != null) {
            running.askToStop();
        }
    }

    /// Stops the process and waits for its end; one that hangs is killed.
    @Override
    public void close() {
        requestStop();
        Thread supervisor = thread;
        try {
            if (supervisor != null && !supervisor.join(STOPPING)) {
                kill();
                boolean _ = supervisor.join(STOPPING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        LOG.atWarn()
                .addKeyValue("durationMs", STOPPING.toMillis())
                .log("The process of the Telegram accounts did not stop and is killed");
        ChildProcess running = process;
        if (running != null) {
            running.kill();
        }
    }
}
