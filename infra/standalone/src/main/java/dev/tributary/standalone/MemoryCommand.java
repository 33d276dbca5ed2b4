package dev.tributary.standalone;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import dev.tributary.standalone.stack.StackLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tributary memory`: what each process of the running stack costs.
@Command(
        name = "memory",
        description = {
            "Show what memory each process of the running stack holds.",
            "",
            "Its proportional set size in MB (10^6 bytes): what it has for itself, and its share"
                    + " of what it has in common with others."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Linux alone. Exit codes: 0 shown, 4 nothing runs."})
final class MemoryCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        OptionalLong holder = StackLock.holder(installation.data());
        if (holder.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "tributary: nothing runs on the data in " + installation.data().root());
            return ExitCode.NOTHING_REACHABLE;
        }
        PrintWriter out = spec.commandLine().getOut();
        ProcessHandle stack = ProcessHandle.of(holder.getAsLong()).orElseThrow();
        long total = 0;
        for (ProcessHandle process :
                Stream.concat(Stream.of(stack), stack.descendants()).toList()) {
            long bytes = proportionalSetSize(process.pid());
            total += bytes;
            out.printf("%8.1f  %7d  %s%n", bytes / 1e6, process.pid(), title(process.pid()));
        }
        out.printf("%8.1f  %7s  %s%n", total / 1e6, "", "total");
        return ExitCode.OK;
    }

    /// In bytes; 0 for a process that has just ended. Source:
    /// <https://docs.kernel.org/filesystems/proc.html>, smaps_rollup.
    private static long proportionalSetSize(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /// The command line's beginning: Postgres' processes say there what they are.
    private static String title(long pid) throws IOException {
        try {
            String line =
                    Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                            .replace('\0', ' ')
                            .strip();
            return line.length() > 60 ? line.substring(0, 60) : line;
        } catch (NoSuchFileException e) {
            return "ended";
        }
    }
}
