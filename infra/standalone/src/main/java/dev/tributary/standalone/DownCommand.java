package dev.tributary.standalone;

import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.rpc.client.DaemonProcess;
import dev.tributary.standalone.stack.StackLock;
import dev.tributary.standalone.stack.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tributary down`: stops the stack in order.
@Command(
        name = "down",
        description =
                "Stop the embedded stack and its query daemon: what is in flight is committed"
                        + " first.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 stopped (or nothing ran), 1 it did not stop within a minute, 64 usage."
        })
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration DAEMON_PATIENCE = Duration.ofSeconds(10);

    /// A signal in the moment in which a process replaces another may be lost.
    private static final Duration REMINDER = Duration.ofSeconds(2);

    @Mixin private Installation installation = new Installation();
    @Mixin private Loudness loudness = new Loudness();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        // First: it would go on asking a Postgres that is gone.
        stopQueryDaemon();
        DataDirectory data = installation.data();
        List<ProcessHandle> processes = running(data);
        if (processes.isEmpty()) {
            tell("nothing runs on the data in " + data.root());
            return ExitCode.OK;
        }
        String names =
                (processes.size() == 1 ? "process " : "processes ")
                        + processes.stream()
                                .map(process -> Long.toString(process.pid()))
                                .collect(Collectors.joining(" and "));
        if (loudness.isVerbose()) {
            tell("stopping " + names);
        }
        if (!stop(data)) {
            String sentence =
                    "tributary: %s did not stop within %d s; look at \"tributary logs\""
                            .formatted(names, PATIENCE.toSeconds());
            spec.commandLine().getErr().println(sentence);
            return ExitCode.ERROR;
        }
        tell("stopped " + names);
        return ExitCode.OK;
    }

    /// The archive's resident query daemon, which whoever asked first has started.
    private void stopQueryDaemon() throws IOException, InterruptedException {
        Optional<DaemonProcess> daemon =
                DaemonProcess.find(DaemonLaunch.place(installation.identity(), System.getenv()));
        if (daemon.isPresent()) {
            DaemonProcess.Ending ending = daemon.get().stop(DAEMON_PATIENCE);
            String how =
                    switch (ending) {
                        case DRAINED -> "stopped";
                        case KILLED -> "killed";
                    };
            tell(how + " the query daemon, process " + daemon.get().pid());
        }
    }

    private static boolean stop(DataDirectory data)
            throws IOException, InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<ProcessHandle> processes = running(data);
        while (!processes.isEmpty() && System.nanoTime() < deadline) {
            processes.forEach(ProcessHandle::destroy);
            awaitEnd(processes);
            processes = running(data);
        }
        return processes.isEmpty();
    }

    /// The supervisor first: it starts nothing again that ends after its own signal.
    private static List<ProcessHandle> running(DataDirectory data) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        Supervisor.find(data).ifPresent(found::add);
        OptionalLong holder = StackLock.holder(data);
        if (holder.isPresent()) {
            ProcessHandle.of(holder.getAsLong()).ifPresent(found::add);
        }
        return found;
    }

    private static void awaitEnd(List<ProcessHandle> processes)
            throws InterruptedException, ExecutionException {
        try {
            CompletableFuture.allOf(
                            processes.stream()
                                    .map(ProcessHandle::onExit)
                                    .toArray(CompletableFuture<?>[]::new))
                    .get(REMINDER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Reminded by the caller.
            return;
        }
    }

    private void tell(String sentence) {
        if (!loudness.isQuiet()) {
            PrintWriter talk = spec.commandLine().getErr();
            talk.println("tributary: " + sentence);
        }
    }
}
