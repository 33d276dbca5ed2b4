package dev.tributary.ingestor.telegram.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.append.RawTail;
import dev.tributary.ingestor.engine.Engine;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.status.IngestorStatus;
import dev.tributary.ingestor.telegram.TelegramAccounts;
import dev.tributary.ingestor.telegram.TelegramLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdLibraryRefused;
import dev.tributary.program.Termination;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The process itself, which nobody starts but the ingestor.
@Command(
        name = ChildCommand.NAME,
        hidden = true,
        description = "What the ingestor starts for its Telegram accounts.",
        mixinStandardHelpOptions = true)
public final class ChildCommand implements Callable<Integer> {

    static final String NAME = "read";

    /// Not long: where Kafka is away the ingestor may be dead, and the next one wants the sessions.
    private static final Duration DRAIN = Duration.ofSeconds(5);

    @Mixin private LaunchOptions launch;
    @Spec private CommandSpec spec = CommandSpec.create();

    public ChildCommand(Map<String, String> environment) {
        this.launch = new LaunchOptions(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TelegramSettings telegram = launch.settings().telegram();
        BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String line = parent.readLine();
        if (line == null) {
            throw new IllegalArgumentException(
                    "this is started by \"ingestor run\", which tells it where Kafka is");
        }
        ChildOrder order = ChildOrder.read(line);
        try (Termination termination = Termination.hook();
                TdHub hub = TdHub.open(TelegramLibrary.of(telegram, launch.data()));
                Engine engine = engine(telegram, order, hub);
                StatusLines lines =
                        StatusLines.start(engine::accounts, spec.commandLine().getOut())) {
            engine.start();
            CompletableFuture<Integer> end = new CompletableFuture<>();
            Thread.ofVirtual().name("accounts").start(() -> untilAllHaveEnded(engine, end));
            Thread.ofVirtual().name("parent").start(() -> untilToldToStop(parent, end));
            boolean wasAsked = termination.await(end::join);
            lines.tell();
            return termination.end(wasAsked ? ExitCode.OK : end.join());
        } catch (TdLibraryRefused e) {
            tell(refused(telegram, String.valueOf(e.getMessage())));
            return ExitCode.NOTHING_REACHABLE;
        }
    }

    private Engine engine(TelegramSettings telegram, ChildOrder order, TdHub hub) {
        Clock clock = Clock.systemUTC();
        return new Engine(
                TelegramAccounts.of(
                        telegram,
                        launch.data(),
                        hub,
                        new RawTail(order.log())::read,
                        clock,
                        new SecureRandom()),
                order.log(),
                Instance.lasting(order.instance()),
                DRAIN,
                clock);
    }

    private static List<AccountStatus> refused(TelegramSettings telegram, String reason) {
        return telegram.accounts().keySet().stream()
                .sorted()
                .map(name -> AccountStatus.starting(name, Service.TELEGRAM))
                .map(status -> status.withState(new AccountState.Rejected(reason)))
                .toList();
    }

    private void tell(List<AccountStatus> accounts) {
        spec.commandLine().getOut().println(IngestorStatus.json(accounts));
        spec.commandLine().getOut().flush();
    }

    private static void untilAllHaveEnded(Engine engine, CompletableFuture<Integer> end) {
        try {
            engine.awaitEnd();
            end.complete(ExitCode.NOTHING_REACHABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing more is said; what counts is that the ingestor lives and keeps its end open.
    private static void untilToldToStop(BufferedReader parent, CompletableFuture<Integer> end) {
        try (parent) {
            while (parent.readLine() != null) {}
        } catch (IOException e) {
            throw new UncheckedIOException("the ingestor's end of the pipe is broken", e);
        } finally {
            end.complete(ExitCode.OK);
        }
    }
}
