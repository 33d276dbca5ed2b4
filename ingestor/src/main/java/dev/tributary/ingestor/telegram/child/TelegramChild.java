package dev.tributary.ingestor.telegram.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.launch.Relaunch;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.source.Backoff;
import dev.tributary.ingestor.status.IngestorStatus;
import dev.tributary.ingestor.telegram.TelegramLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdLibraryRefused;
import dev.tributary.log.LogClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The process that reads the Telegram accounts, seen from the ingestor: started, watched, started
/// again after a pause when it dies, and stopped. With no account there is no process.
public final class TelegramChild implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramChild.class);

    /// It commits what it has read and closes its sessions; 10 s of it are TDLib's.
    private static final Duration STOPPING = Duration.ofSeconds(35);

    /// One that ran so long did not fail at its start.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path logs;
    private final String order;
    private final Runnable check;
    private final Clock clock;
    private final Backoff backoff = new Backoff(RandomGenerator.of("L64X128MixRandom"));
    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile List<AccountStatus> accounts;
    private volatile @Nullable Process process;
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
        this.accounts = List.copyOf(accounts);
        this.command = List.copyOf(command);
        this.environment = relaunch.environment();
        this.logs = relaunch.data().logs();
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
        return accounts;
    }

    public void start() {
        if (!accounts.isEmpty()) {
            thread = Thread.ofVirtual().name("telegram-child").start(this::supervise);
        }
    }

    private void supervise() {
        try {
            check.run();
            int failures = 0;
            while (stopping.getCount() > 0) {
                Instant begun = clock.instant();
                String end = runOnce();
                if (stopping.getCount() == 0 || haveEnded()) {
                    return;
                }
                boolean wasSettled =
                        Duration.between(begun, clock.instant()).compareTo(SETTLED) > 0;
                failures = wasSettled ? 0 : failures + 1;
                pause(end, failures);
            }
        } catch (TdLibraryRefused e) {
            String reason = String.valueOf(e.getMessage());
            LOG.atError().addKeyValue("error", reason).log("Telegram accounts cannot be read");
            all(_ -> new AccountState.Rejected(reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            all(state -> state instanceof AccountState.Ended ? state : new AccountState.Stopped());
        }
    }

    /// @return how it ended, in words
    private String runOnce() throws InterruptedException {
        try {
            Files.createDirectories(logs);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process started = builder.start();
            process = started;
            LOG.atInfo()
                    .addKeyValue("process", started.pid())
                    .log("The process of the Telegram accounts has started");
            tell(started);
            listen(started);
            return end(started.waitFor());
        } catch (IOException e) {
            return "cannot be started (" + e.getMessage() + ")";
        }
    }

    /// Its input stays open: the end of it is the word to stop.
    private void tell(Process started) throws IOException {
        started.getOutputStream().write((order + "\n").getBytes(UTF_8));
        started.getOutputStream().flush();
        if (stopping.getCount() == 0) {
            started.getOutputStream().close();
        }
    }

    private void listen(Process started) throws IOException {
        try (BufferedReader lines = started.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        }
    }

    private void hear(String line) {
        try {
            accounts = IngestorStatus.read((ObjectNode) JsonMapper.shared().readTree(line));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("A line of the Telegram process is no status and was left");
        }
    }

    private static String end(int code) {
        return code > 128 ? "was ended by signal " + (code - 128) : "ended with exit code " + code;
    }

    private boolean haveEnded() {
        return accounts.stream().allMatch(each -> each.state() instanceof AccountState.Ended);
    }

    private void pause(String end, int failures) throws InterruptedException {
        Duration wait = backoff.after(failures, Duration.ZERO);
        LOG.atError()
                .addKeyValue("error", end)
                .addKeyValue("count", failures)
                .addKeyValue("durationMs", wait.toMillis())
                .log("The process of the Telegram accounts died and will be started again");
        Instant until = clock.instant().plus(wait);
        all(state ->
                state instanceof AccountState.Ended
                        ? state
                        : new AccountState.BackingOff(
                                "the process of the Telegram accounts " + end, until, failures));
        boolean _ = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void all(Function<AccountState, AccountState> next) {
        accounts =
                accounts.stream()
                        .map(each -> each.withState(next.apply(each.state())))
                        .collect(Collectors.toUnmodifiableList());
    }

    /// Returns when no account goes on.
    public void awaitEnd() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join();
        }
    }

    /// Tells the process to stop, and returns at once.
    public void requestStop() {
        stopping.countDown();
        Process running = process;
        if (running != null) {
            try {
                running.getOutputStream().close();
            } catch (IOException e) {
                // It has ended already.
            }
        }
    }

    /// Stops the process and waits for its end; one that hangs is killed.
    @Override
    public void close() {
        requestStop();
        Process running = process;
        Thread supervisor = thread;
        try {
            if (running != null && !running.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn()
                        .addKeyValue("durationMs", STOPPING.toMillis())
                        .log("The process of the Telegram accounts did not stop and is killed");
                running.destroyForcibly();
            }
            if (supervisor != null) {
                supervisor.join(STOPPING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
