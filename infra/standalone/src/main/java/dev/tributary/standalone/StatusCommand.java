package dev.tributary.standalone;

import dev.tributary.cli.QueryCli;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.standalone.stack.StackLock;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary status`: whether the stack runs, and then what `query-cli status` says.
@Command(
        name = "status",
        description = "Say whether the stack runs, and how each account and stage is doing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 it runs, 4 it does not."})
final class StatusCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "table (default), json",
            defaultValue = "table")
    private String output = "table";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        DataDirectory data = installation.data();
        OptionalLong holder = StackLock.holder(data);
        if (holder.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "tributary: nothing runs on the data in "
                                    + data.root()
                                    + "; start it with \"tributary up\"");
            return ExitCode.NOTHING_REACHABLE;
        }
        return QueryCli.run(
                Stream.concat(
                                Stream.of("status", "--output", output),
                                installation.asArguments().stream())
                        .toArray(String[]::new));
    }
}
