package dev.tributary.standalone;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary logs`: the end of the detached stack's log.
@Command(
        name = "logs",
        description = "Show the last lines of the detached stack's log.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "how many (default: ${DEFAULT-VALUE})",
            defaultValue = "100")
    private int lines;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path file = installation.data().logs().resolve("tributary.log");
        if (!Files.exists(file)) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "tributary: there is no log at "
                                    + file
                                    + "; only \"tributary up --detach\" writes one");
            return ExitCode.ERROR;
        }
        List<String> all = Files.readAllLines(file);
        all.subList(Math.max(0, all.size() - lines), all.size())
                .forEach(spec.commandLine().getOut()::println);
        return ExitCode.OK;
    }
}
