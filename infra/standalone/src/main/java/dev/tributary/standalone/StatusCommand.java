package dev.tributary.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import dev.tributary.standalone.stack.StackState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `tributary status`: the processes of the stack, and then what `query-cli status` says.
@Command(
        name = "status",
        description = {
            "Say how the stack is.",
            "",
            "Whether it runs and since when, how often it was started again and why, where its"
                    + " crash reports are; then each account and stage."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "--quiet shows nothing and leaves the exit code; --verbose adds the last starts.",
            "",
            "Exit codes: 0 it runs and the archive answers, 1 error, 4 it does not run, or not yet,"
                    + " or its archive (Postgres) does not answer, 64 usage."
        })
final class StatusCommand implements Callable<Integer> {

    /// Of what it shows.
    enum Format {
        TABLE,
        JSON
    }

    @Mixin private Installation installation = new Installation();
    @Mixin private Loudness loudness = new Loudness();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "table (default), json",
            defaultValue = "table")
    private Format output = Format.TABLE;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// What `query-cli status` printed.
    private record Answer(int code, String text) {}

    @Override
    public Integer call() throws IOException {
        DataDirectory data = installation.data();
        StackState state = StackState.of(data);
        Clock clock = Clock.systemUTC();
        StackReport report = new StackReport(state, data, clock.instant(), ZoneId.systemDefault());
        PrintWriter out = spec.commandLine().getOut();
        if (output == Format.TABLE && !loudness.isQuiet()) {
            out.print(report.text(loudness.isVerbose()));
            out.flush();
        }
        Answer answer =
                switch (state.phase()) {
                    case UP -> archive(clock);
                    case STARTING, RESTARTING, DOWN -> new Answer(ExitCode.NOTHING_REACHABLE, "");
                };
        if (!loudness.isQuiet()) {
            switch (output) {
                case TABLE -> out.print(answer.text().isEmpty() ? "" : "\n" + answer.text());
                case JSON -> out.println(json(answer, report));
            }
            out.flush();
        }
        return answer.code();
    }

    private Answer archive(Clock clock) {
        ProgramLogging.toStderr(
                new Settings.Logging(Settings.Logging.Level.ERROR, Settings.Logging.Format.TEXT));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> arguments =
                Stream.concat(
                                Stream.of(
                                        "status",
                                        "--output",
                                        output.name().toLowerCase(Locale.ROOT)),
                                installation.asArguments().stream())
                        .toList();
        int code =
                new QueryCli(Asking.once(clock), clock)
                        .run(
                                new Invocation(
                                        arguments,
                                        System.getenv(),
                                        TerminalFacts.plain(ZoneId.systemDefault()),
                                        new PrintStream(said, false, UTF_8),
                                        new PrintStream(System.err, true, UTF_8)));
        return new Answer(code, said.toString(UTF_8));
    }

    private static String json(Answer answer, StackReport report) {
        ObjectNode envelope =
                answer.text().isBlank()
                        ? JsonMapper.shared().createObjectNode()
                        : (ObjectNode) JsonMapper.shared().readTree(answer.text());
        ObjectNode data =
                envelope.get("data") instanceof ObjectNode given
                        ? given
                        : envelope.putObject("data");
        data.set("stack", report.json());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(envelope);
    }
}
