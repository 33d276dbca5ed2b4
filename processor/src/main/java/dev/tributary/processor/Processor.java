package dev.tributary.processor;

import dev.tributary.program.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program: raw topics in, archive out.
@Command(
        name = "processor",
        description =
                "Turn the raw log into events, the events into the archive, its texts into"
                        + " vectors.",
        subcommands = {RunCommand.class, RebuildCommand.class, ChecksumCommand.class},
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0",
        footer = {"", "Exit codes: 0 ok, 1 error, 4 Kafka or Postgres do not answer, 64 usage."})
public final class Processor {

    private Processor() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the exit code
    public static int run(String... args) {
        return Program.run("processor", new CommandLine(new Processor()), args);
    }
}
