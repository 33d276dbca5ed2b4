package dev.tributary.ingestor.telegram.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.append.RawTail;
import dev.tributary.ingestor.engine.Engine;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.lease.Instance;
import dev.tributary.ingestor.telegram.TelegramAccounts;
import dev.tributary.ingestor.telegram.TelegramLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.program.Termination;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
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
        Clock clock = Clock.systemUTC();
        try (Termination termination = Termination.hook();
                TdHub hub = TdHub.open(TelegramLibrary.of(telegram, launch.data()));
                Engine engine =
                        new Engine(
                                TelegramAccounts.of(
                                        telegram,
                                        launch.data(),
                                        hub,
                                        new RawTail(order.log())::read,
                                        clock,
                                        new SecureRandom()),
                                order.log(),
                                Instance.lasting(order.instance()),
                                clock);
                StatusLines lines =
                        StatusLines.start(engine::accounts, spec.commandLine().getOut())) {
            engine.start();
            Thread.ofVirtual().name("parent").start(() -> untilTheEnd(parent, engine));
            boolean wasAsked = termination.await(engine::awaitEnd);
            lines.tell();
            return termination.end(wasAsked ? ExitCode.OK : ExitCode.NOTHING_REACHABLE);
        }
    }

    /// Nothing more is said; what counts is that the ingestor lives.
    private static void untilTheEnd(BufferedReader parent, Engine engine) {
        try (parent) {
            while (parent.readLine() != null) {}
        } catch (IOException e) {
            throw new UncheckedIOException("the ingestor's end of the pipe is broken", e);
        } finally {
            engine.stop();
        }
    }
}
