package dev.tributary.standalone;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.standalone.stack.StackLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tributary down`: stops the stack in order.
@Command(
        name = "down",
        description = "Stop the embedded stack: what is in flight is committed first.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 stopped (or nothing ran), 1 it did not stop within a minute."})
final class DownCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 60;

    @Mixin private Installation installation = new Installation();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        DataDirectory data = installation.data();
        PrintWriter talk = spec.commandLine().getErr();
        OptionalLong holder = StackLock.holder(data);
        Optional<ProcessHandle> process =
                holder.isPresent() ? ProcessHandle.of(holder.getAsLong()) : Optional.empty();
        if (process.isEmpty()) {
            talk.println("tributary: nothing runs on the data in " + data.root());
            return ExitCode.OK;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            talk.println(
                    "tributary: process "
                            + holder.getAsLong()
                            + " has not stopped after "
                            + PATIENCE_SECONDS
                            + " s; look at \"tributary logs\"");
            return ExitCode.ERROR;
        }
        talk.println("tributary: stopped process " + holder.getAsLong());
        return ExitCode.OK;
    }
}
