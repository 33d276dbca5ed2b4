package dev.tributary.standalone.demo;

import dev.tributary.cli.QueryCli;
import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.program.ProgramLogging;
import dev.tributary.query.QueryEngine;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Rate;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.stack.Scratch;
import dev.tributary.standalone.stack.Stack;
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
        description =
                "Run the whole way on a sample in a data directory of its own, ask four"
                        + " questions, remove it again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all four were answered, 1 error."})
public final class DemoCommand implements Callable<Integer> {

    private static final double EVENTS_PER_SECOND = 60;

    /// The demo's programs read its own configuration and none of the user's.
    private static final Map<String, String> NOTHING = Map.of();

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<Ask> QUESTIONS =
            List.of(
                    new Ask(
                            "By words, in another case and number",
                            "search",
                            "text",
                            "кошки жёлтые ошейники",
                            "--limit",
                            "3"),
                    new Ask(
                            "By meaning, sharing no word with the answer",
                            "search",
                            "semantic",
                            "how do we recover when the database dies",
                            "--limit",
                            "3"),
                    new Ask(
                            "Both, fused by rank",
                            "search",
                            "hybrid",
                            "gravel bikes for commuters",
                            "--limit",
                            "3"),
                    new Ask(
                            "What was said around a message",
                            "context",
                            "around",
                            "vkteams:1000000001/681000101@chat.agent/7412000724077172253"));

    @Spec private CommandSpec spec = CommandSpec.create();

    private record Ask(String title, List<String> command) {
        Ask(String title, String... command) {
            this(title, List.of(command));
        }
    }

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        ProgramLogging.toStderr(
                new Settings.Logging(Settings.Logging.Level.ERROR, Settings.Logging.Format.TEXT));
        try (Scratch scratch = Scratch.create("demo")) {
            run(scratch.data());
        }
        tell(
                "done in %d s; nothing is left running and nothing is left on disk"
                        .formatted((System.nanoTime() - started) / 1_000_000_000));
        return ExitCode.OK;
    }

    private void run(DataDirectory data) throws Exception {
        Sample sample = Sample.read();
        try (VkTeamsSimulator vkTeams =
                VkTeamsSimulator.start(
                        0,
                        sample.script(),
                        Conduct.good().withRate(new Rate.PerSecond(EVENTS_PER_SECOND)))) {
            Settings settings = settings(data, vkTeams);
            try (Stack stack = Stack.start(data, settings, part -> tell("starting " + part))) {
                tell("VK Teams: %d events over the long poll".formatted(sample.events()));
                tell("Telegram: importing an export");
                check(
                        Ingestor.run(
                                NOTHING,
                                "import",
                                "telegram-export",
                                sample.exportInto(data.root()).toString(),
                                "--data",
                                data.root().toString()));
                await(settings, stack, sample);
                for (Ask ask : QUESTIONS) {
                    answer(ask, data);
                }
                tell("stopping");
            }
        }
    }

    /// Written as a file, because the other programs of the demo read it too.
    private static Settings settings(DataDirectory data, VkTeamsSimulator vkTeams)
            throws IOException {
        Path file =
                Files.writeString(
                        data.root().resolve("tributary.toml"),
                        """
                        [logging]
                        level = "error"

                        [vkteams.demo]
                        base_url = "%s"
                        token = "%s"
                        """
                                .formatted(vkTeams.baseUrl(), vkTeams.bots().getFirst().token()));
        return SettingsLoader.load(file, Map.of());
    }

    private void await(Settings settings, Stack stack, Sample sample) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (QueryEngine engine =
                QueryEngine.open(stack.endpoints().postgres(), settings.embedding(), clock)) {
            State state = State.of(engine);
            while (!state.isComplete(sample)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "after %d s the archive is not complete: %s"
                                    .formatted(PATIENCE.toSeconds(), state));
                }
                Thread.sleep(100);
                state = State.of(engine);
            }
            Answer.Totals totals = state.totals();
            tell(
                    ("archive: %d messages in %d chats (%d of them deleted), %d replies, %d"
                                    + " embedded")
                            .formatted(
                                    totals.messages() + totals.deleted(),
                                    totals.chats(),
                                    totals.deleted(),
                                    totals.replies(),
                                    totals.embedded()));
        }
    }

    /// How far the archive is.
    private record State(Answer.Totals totals, double coverage) {

        static State of(QueryEngine engine) throws InterruptedException {
            var stats = (Answer.StatsReport) engine.ask(new Question.Stats(Filters.NONE)).answer();
            var status = (Answer.ArchiveStatus) engine.ask(new Question.Status()).answer();
            return new State(
                    stats.totals(), status.embedding() == null ? 0 : status.embedding().coverage());
        }

        boolean isComplete(Sample sample) {
            return totals.messages() + totals.deleted() == sample.messages() && coverage == 1;
        }
    }

    private void answer(Ask ask, DataDirectory data) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("── " + ask.title());
        out.println(
                "$ query-cli "
                        + String.join(
                                " ",
                                ask.command().stream()
                                        .map(w -> w.contains(" ") ? '"' + w + '"' : w)
                                        .toList()));
        out.flush();
        check(
                QueryCli.run(
                        NOTHING,
                        Stream.concat(
                                        ask.command().stream(),
                                        Stream.of("--data", data.root().toString()))
                                .toArray(String[]::new)));
    }

    private static void check(int exitCode) {
        if (exitCode != ExitCode.OK) {
            throw new IllegalStateException(
                    "a step of the demo ended with exit code "
                            + exitCode
                            + "; the lines above say why");
        }
    }

    private void tell(String sentence) {
        PrintWriter talk = spec.commandLine().getErr();
        talk.println("tributary: " + sentence);
        talk.flush();
    }
}
