package dev.tributary.simulator;

import dev.tributary.contract.runtime.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The program: serves a service's protocol from a file until it is told to stop.
@Command(
        version = "tributary simulator",
        mixinStandardHelpOptions = true,
        name = "simulator",
        description =
                "Serves a messaging service's protocol from a file, and misbehaves on demand.")
public final class Simulator {

    private Simulator() {}

    public static void main(String[] args) {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, stopped), "stop"));
        int exitCode =
                run(
                        args,
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        stop);
        stopped.countDown();
        System.exit(exitCode);
    }

    /// @param stop opened when it should stop serving
    /// @return one of [ExitCode]
    static int run(String[] args, PrintWriter out, PrintWriter err, CountDownLatch stop) {
        return new CommandLine(new Simulator())
                .addSubcommand(new VkTeamsCommand(stop))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Simulator::usage)
                .execute(args);
    }

    private static int usage(ParameterException error, String[] args) {
        PrintWriter err = error.getCommandLine().getErr();
        err.println("simulator: " + error.getMessage());
        error.getCommandLine().usage(err);
        return ExitCode.USAGE;
    }

    private static void end(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
