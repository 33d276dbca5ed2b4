package dev.tributary.standalone.demo;

import dev.tributary.cli.QueryCli;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.program.ProgramLogging;
import dev.tributary.query.QueryEngine;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Rate;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tributary demo`.
@Command(
        name = "demo",
        description = "Run the whole way on a sample in a data directory of its own, answer four questions, remove it again.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final double EVENTS_PER_SECOND = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<Ask> QUESTIONS =
            List.of(
                    new Ask("By words, in another case and number", "search", "text", "кошки жёлтые ошейники", "--limit", "3"),
                    new Ask(
                            "By meaning, sharing no word with the answer",
                            "search", "semantic", "how do we recover when the database dies", "--limit", "3"),
                    new Ask("Both, fused by rank", "search", "hybrid", "gravel bikes for commuters", "--limit", "3"),
                    new Ask(
                            "What was said around a message",
                            "context", "around",
                            "vkteams:1000000001/681000101@chat.agent/7412000724077172253"));

    @Spec private CommandSpec spec;

    private record Ask(String title, String... command) {}

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        ProgramLogging.toStderr(new Settings.Logging(Settings.Logging.Level.ERROR, Settings.Logging.Format.TEXT));
        Path directory = Files.createTempDirectory("tributary-demo-");
        try {
            run(new DataDirectory(directory));
        } finally {
            delete(directory);
        }
        tell("done in %.0f s; nothing is left running and nothing is left on disk", (System.nanoTime() - started) / 1e9);
        return ExitCode.OK;
    }

    private void run(DataDirectory data) throws Exception {
        Sample sample = Sample.read();
        try (VkTeamsSimulator vkTeams =
                        VkTeamsSimulator.start(
                                0, sample.script(), Conduct.good().withRate(new Rate.PerSecond(EVENTS_PER_SECOND)));
                SimpleMeterRegistry metrics = new SimpleMeterRegistry()) {
            Settings settings = settings(data, vkTeams);
            try (Stack _ = Stack.start(data, settings, metrics, part -> tell("starting %s", part))) {
                tell("VK Teams: %d events over the long poll", sample.events());
                tell("Telegram: importing an export");
                check(Ingestor.run("import", "telegram-export", sample.exportInto(data.root()).toString(), "--data", data.root().toString()));
                await(data, settings, sample);
                for (Ask ask : QUESTIONS) {
                    answer(ask, data);
                }
                tell("stopping");
            }
        }
    }

    /// Written as a file, because the other programs of the demo read it too.
    private static Settings settings(DataDirectory data, VkTeamsSimulator vkTeams) throws IOException {
        Path file = Files.writeString(
                data.root().resolve("tributary.toml"),
                """
                [vkteams.demo]
                base_url = "%s"
                token = "%s"
                """
                        .formatted(vkTeams.baseUrl(), vkTeams.bots().getFirst().token()));
        return SettingsLoader.load(file, Map.of());
    }

    private void await(DataDirectory data, Settings settings, Sample sample) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (QueryEngine engine = engine(data, settings)) {
            Answer.Totals totals = totals(engine);
            while (totals.messages() + totals.deleted() < sample.messages() || totals.embedded() < textsOf(engine)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the archive has %d of %d messages after %d s; run again with TRIBUTARY_LOGGING_LEVEL=info"
                            .formatted(totals.messages() + totals.deleted(), sample.messages(), PATIENCE.toSeconds()));
                }
                Thread.sleep(100);
                totals = totals(engine);
            }
            tell("archive: %d messages in %d chats, %d deleted, %d replies, %d embedded",
                    totals.messages(), totals.chats(), totals.deleted(), totals.replies(), totals.embedded());
        }
    }

    private void answer(Ask ask, DataDirectory data) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("── " + ask.title());
        out.println("$ query-cli " + String.join(" ", Stream.of(ask.command()).map(w -> w.contains(" ") ? '"' + w + '"' : w).toList()));
        out.flush();
        check(QueryCli.run(Stream.concat(Stream.of(ask.command()), Stream.of("--data", data.root().toString())).toArray(String[]::new)));
    }

    private static void check(int exitCode) {
        if (exitCode != ExitCode.OK) {
            throw new IllegalStateException("a step of the demo ended with exit code " + exitCode + "; the lines above say why");
        }
    }

    private void tell(String format, Object... arguments) {
        PrintWriter talk = spec.commandLine().getErr();
        talk.println("tributary: " + String.format(format, arguments));
        talk.flush();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
