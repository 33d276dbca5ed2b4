package dev.tributary.mcp.install;

import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Enters the bridge into a client's configuration.
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the bridge known to an agent's program: claude (Claude Desktop), cursor,"
                    + " vscode.",
            "For Claude Code: claude mcp add tributary -- <path of bin/mcp-bridge> stdio"
        })
public final class InstallCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private Installation installation = new Installation();

    @Parameters(paramLabel = "PROGRAM", description = "${COMPLETION-CANDIDATES}")
    private @Nullable ClientProgram program;

    @Option(names = "--dry-run", description = "print the entry and write nothing")
    private boolean isDryRun;

    @Override
    public Integer call() throws IOException {
        if (program == null) {
            throw new IllegalStateException("picocli asks for it");
        }
        PrintWriter out = spec.commandLine().getOut();
        Entry entry = new Entry(program.section(), program.entry(launcher(), arguments()));
        Path file =
                program.file(
                        Path.of(System.getProperty("user.home")),
                        System.getProperty("os.name").startsWith("Mac"));
        if (isDryRun) {
            out.println(entry.alone());
            spec.commandLine().getErr().println("belongs into " + file);
        } else {
            entry.writeInto(file).ifPresent(backup -> out.println("kept the old one as " + backup));
            out.println("wrote " + file + "; start the program anew");
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("stdio"));
        arguments.addAll(installation.asArguments());
        return arguments;
    }

    /// The launcher tells where it is.
    private static Path launcher() {
        return Path.of(System.getProperty("tributary.root", ""))
                .toAbsolutePath()
                .resolve("bin/mcp-bridge");
    }
}
