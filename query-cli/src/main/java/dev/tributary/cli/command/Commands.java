package dev.tributary.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.Resident;
import dev.tributary.cli.render.Talk;
import dev.tributary.contract.runtime.ExitCode;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;

/// The tree of commands for one invocation.
@Command(
        name = "query-cli",
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Search and read the archive of your conversations.",
            "",
            "Results go to stdout, remarks to stderr. --output json is an envelope {\"data\","
                + " \"meta\"} with stable names; --output ndjson is a line for each item and a last"
                + " line {\"meta\"}.",
            "",
            "What hangs on a message stands under its text: [photo, 113 kB, stored as files/...]."
                    + " Stored is what the ingestor has fetched; files/ is in the data directory."
        },
        footer = {
            "",
            "Examples:",
            "  query-cli search text 'release notes' --since 7d",
            "  query-cli search hybrid 'who broke the build' --chat Team --limit 5",
            "  query-cli context around REF --before 5 --after 20",
            "  query-cli tail --follow --chat Team",
            "  query-cli stats --output json | jq .data.totals",
            "",
            "Exit codes: 0 ok, 1 error, 2 the daemon that is to start runs already, 4 nothing"
                    + " reachable (run tributary up), 64 usage."
        })
public final class Commands {

    private static final String NO_DAEMON = "--no-daemon";

    private final Workplace workplace;

    @SuppressWarnings("UnusedVariable") // heeded before the line is parsed; here it is explained
    @Option(
            names = NO_DAEMON,
            description = "Answer in this process; it may stand before or after the command")
    private boolean noDaemon;

    /// @param resident the daemon in which this runs, if it does
    public Commands(
            Invocation invocation, Asking asking, Clock clock, @Nullable Resident resident) {
        this.workplace = new Workplace(invocation, asking, clock, resident);
    }

    /// @return the exit code
    public int execute() {
        Invocation invocation = workplace.invocation();
        CommandLine root = tree();
        root.setOut(writer(invocation.out()));
        root.setErr(writer(invocation.err()));
        root.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        invocation.terminal().colour() ? Ansi.ON : Ansi.OFF));
        // "@word" is a query, not the name of a file with arguments.
        root.setExpandAtFiles(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        // The same at every width: the build ships these texts, so that --help starts nothing.
        root.setUsageHelpWidth(80);
        root.setParameterExceptionHandler((exception, _) -> refuse(exception));
        root.setExecutionExceptionHandler((exception, _, _) -> refuse(exception));
        if (invocation.arguments().isEmpty()) {
            root.usage(root.getErr());
            return ExitCode.USAGE;
        }
        return root.execute(invocation.arguments().toArray(String[]::new));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
    }

    /// What is not called is not built: picocli reads each command's options by reflection, which
    /// takes longer than a search.
    CommandLine tree() {
        CommandLine root = new CommandLine(this);
        addCommands(root, word(0)::equals);
        if (root.getSubcommands().isEmpty()) {
            addCommands(root, _ -> true);
            root.addSubcommand(new CompletionCommand(workplace));
            root.addSubcommand(new HelpCommand());
        }
        withHelp(root);
        return root;
    }

    private String word(int index) {
        List<String> arguments = workplace.invocation().arguments();
        int first = 0;
        while (first < arguments.size() && arguments.get(first).equals(NO_DAEMON)) {
            first++;
        }
        return first + index < arguments.size() ? arguments.get(first + index) : "";
    }

    private void addCommands(CommandLine root, Predicate<String> called) {
        if (called.test("search")) {
            root.addSubcommand(
                    group(
                            new SearchCommand(),
                            new SearchCommand.Text(workplace),
                            new SearchCommand.Semantic(workplace),
                            new SearchCommand.Hybrid(workplace)));
        }
        if (called.test("context")) {
            root.addSubcommand(
                    group(
                            new ContextCommand(),
                            new ContextCommand.RecentMessages(workplace),
                            new ContextCommand.AroundMessage(workplace),
                            new ContextCommand.ThreadOfMessage(workplace)));
        }
        if (called.test("tail")) {
            root.addSubcommand(new TailCommand(workplace));
        }
        if (called.test("history")) {
            root.addSubcommand(new HistoryCommand(workplace));
        }
        if (called.test("chats")) {
            root.addSubcommand(new ChatsCommand(workplace));
        }
        if (called.test("stats")) {
            root.addSubcommand(new StatsCommand(workplace));
        }
        if (called.test("status")) {
            root.addSubcommand(new StatusCommand(workplace));
        }
        if (called.test("doctor")) {
            root.addSubcommand(new DoctorCommand(workplace));
        }
        if (called.test("dead-letters")) {
            root.addSubcommand(
                    group(
                            new DeadLettersCommand(),
                            new DeadLettersCommand.ListAll(workplace),
                            new DeadLettersCommand.Show(workplace)));
        }
        if (called.test("daemon")) {
            root.addSubcommand(
                    group(
                            new DaemonCommand(),
                            new DaemonCommand.Start(workplace),
                            new DaemonCommand.Stop(workplace),
                            new DaemonCommand.Restart(workplace),
                            new DaemonStatusCommand(workplace),
                            new DaemonLogsCommand(workplace)));
        }
    }

    private CommandLine group(Object command, Object... subcommands) {
        CommandLine group = new CommandLine(command);
        for (Object subcommand : subcommands) {
            if (subcommand.getClass().getAnnotation(Command.class).name().equals(word(1))) {
                group.addSubcommand(subcommand);
                return group;
            }
        }
        List.of(subcommands).forEach(group::addSubcommand);
        return group;
    }

    /// `--help` on every command, without repeating it in each.
    private static void withHelp(CommandLine command) {
        command.getSubcommands()
                .values()
                .forEach(sub -> {
                    if (!(sub.getCommand() instanceof HelpCommand)) {
                        sub.getCommandSpec().mixinStandardHelpOptions(true);
                        withHelp(sub);
                    }
                });
    }

    /// Scripts find the error where they look for the answer; people on stderr.
    private int refuse(Exception exception) {
        Refusal refusal = Refusal.of(exception);
        Talk talk = new Talk(workplace.invocation());
        if (isForScripts(workplace.invocation().arguments())) {
            talk.json(refusal.json());
        } else {
            talk.sentence("query-cli: " + refusal.message());
            refusal.candidates()
                    .forEach(chat -> talk.sentence("  " + chat.ref() + "  " + chat.title()));
            if (!refusal.hint().isEmpty()) {
                talk.sentence("  " + refusal.hint());
            }
        }
        return refusal.exitCode();
    }

    /// Asked of the bare arguments, because what is wrong may be the arguments.
    private static boolean isForScripts(List<String> arguments) {
        String joined = " " + String.join(" ", arguments) + " ";
        return joined.matches("(?is).* --output[ =](nd)?json .*");
    }
}
