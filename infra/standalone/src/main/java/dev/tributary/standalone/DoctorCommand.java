package dev.tributary.standalone;

import dev.tributary.cli.QueryCli;
import dev.tributary.program.Installation;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tributary doctor`: the same as `query-cli doctor`, for who looks for it here.
@Command(
        name = "doctor",
        description = "Look at Kafka, Postgres and the disk, and say what to change.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 no problem, 1 a problem, 4 Kafka or Postgres does not answer or does not"
                    + " let us in, 64 usage."
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "table (default), json, ndjson",
            defaultValue = "table")
    private String output = "table";

    @Override
    public Integer call() {
        return QueryCli.run(
                Stream.concat(
                                Stream.of("--no-daemon", "doctor", "--output", output),
                                installation.asArguments().stream())
                        .toArray(String[]::new));
    }
}
