package dev.tributary.standalone;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import dev.tributary.program.Termination;
import dev.tributary.standalone.stack.DataInUse;
import dev.tributary.standalone.stack.Stack;
import dev.tributary.standalone.stack.StackLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary up`: the embedded stack, in the foreground unless told otherwise.
@Command(
        name = "up",
        description = "Start the embedded stack: Kafka, Postgres, processor and ingestor.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Accounts are configured in <data>/tributary.toml; without any, the stack still takes"
                    + " imports:",
            "  bin/ingestor import telegram-export result.json",
            "Exit codes: 0 stopped in order, 1 error, 2 another process runs on the same data."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--detach",
            description = "run in the background; logs go to <data>/logs/tributary.log")
    private boolean detach;

    @Option(
            names = "--log-to-file",
            hidden = true,
            description = "what --detach gives the process it starts")
    private boolean logToFile;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory data = installation.data();
        Settings settings = installation.settings();
        refuseOtherClusters(settings);
        OptionalLong holder = StackLock.holder(data);
        if (holder.isPresent()) {
            throw new DataInUse(data.root(), Long.toString(holder.getAsLong()));
        }
        if (detach) {
            return new Detachment(data, spec.commandLine().getErr())
                    .start(installation.asArguments());
        }
        if (logToFile) {
            ProgramLogging.toFile(settings.logging(), data.logs().resolve("tributary.log"));
        } else {
            ProgramLogging.toStderr(settings.logging());
        }
        return runUntilTold(data, settings);
    }

    private int runUntilTold(DataDirectory data, Settings settings)
            throws IOException, InterruptedException {
        PrintWriter talk = spec.commandLine().getErr();
        try (Termination termination = Termination.hook();
                Stack stack =
                        Stack.start(
                                data,
                                settings,
                                part -> talk.println("tributary: starting " + part))) {
            talk.println(
                    "tributary: up, process "
                            + stack.endpoints().pid()
                            + ", data in "
                            + data.root()
                            + "; stop with Ctrl+C or \"tributary down\"");
            talk.flush();
            termination.await();
            return termination.end(ExitCode.OK);
        }
    }

    /// The other programs follow the configuration; a stack of our own beside it would stay empty.
    private static void refuseOtherClusters(Settings settings) {
        String configured =
                Stream.of(
                                settings.kafka().bootstrapServers() == null
                                        ? ""
                                        : "kafka.bootstrap_servers",
                                settings.postgres().url() == null ? "" : "postgres.url")
                        .filter(key -> !key.isEmpty())
                        .collect(Collectors.joining(" and "));
        if (!configured.isEmpty()) {
            throw new IllegalArgumentException(
                    configured
                            + " is configured, so the embedded stack would not be used by anybody;"
                            + " run \"ingestor run\" and \"processor run\" instead, or remove the"
                            + " setting");
        }
    }
}
