package dev.tributary.standalone;

import dev.tributary.program.Program;
import dev.tributary.standalone.bench.BenchCommand;
import dev.tributary.standalone.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The front door of the embedded default.
@Command(
        name = "tributary",
        description =
                "Every conversation you have, in one log you own and one archive you can search.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            LogsCommand.class,
            MemoryCommand.class,
            CopyLogCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0",
        footer = {
            "",
            "Also here, done by the launcher itself:",
            "  build      build the programs",
            "  test       run every test; ends with what did not run and why",
            "",
            "Exit codes: 0 ok, 1 error, 2 already running, 3 nothing configured, 4 nothing"
                    + " reachable, 64 usage."
        })
public final class Tributary {

    private Tributary() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the exit code
    public static int run(String... args) {
        return Program.run("tributary", new CommandLine(new Tributary()), args);
    }
}
