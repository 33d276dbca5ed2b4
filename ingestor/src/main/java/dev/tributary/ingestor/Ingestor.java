package dev.tributary.ingestor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.program.Program;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `ingestor`: sources in, raw events out.
@Command(
        name = "ingestor",
        description = "Listens to the configured accounts and imports files into the raw log.",
        mixinStandardHelpOptions = true,
        version = "ingestor 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  done; for run: stopped on request",
            "   1  an error, said in one sentence on stderr",
            "   2  another import of the same account took over",
            "   3  no account is configured, or none is left: each was refused",
            "   4  Kafka does not answer",
            "  64  the command line is wrong"
        })
public final class Ingestor {

    private Ingestor() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the exit code
    public static int run(String... args) {
        return run(System.getenv(), args);
    }

    /// The same, reading the given environment in place of this process's.
    ///
    /// @return the exit code
    public static int run(Map<String, String> environment, String... args) {
        return run(environment, new PrintWriter(System.out, true, UTF_8), args);
    }

    /// The same, with its results somewhere else than on stdout.
    ///
    /// @return the exit code
    public static int run(Map<String, String> environment, PrintWriter results, String... args) {
        CommandLine line = new CommandLine(new Ingestor());
        Commands.all(environment).forEach(line::addSubcommand);
        line.setOut(results);
        return Program.run("ingestor", line, args);
    }
}
