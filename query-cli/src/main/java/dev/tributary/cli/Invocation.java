package dev.tributary.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One call of the client.
///
/// @param workingDirectory from which relative paths are followed
/// @param in read only where a word of the query is `-`
public record Invocation(
        List<String> arguments,
        Map<String, String> environment,
        Path workingDirectory,
        TerminalFacts terminal,
        InputStream in,
        PrintStream out,
        PrintStream err) {

    public Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// In this process's working directory, with nothing on stdin.
    public Invocation(
            List<String> arguments,
            Map<String, String> environment,
            TerminalFacts terminal,
            PrintStream out,
            PrintStream err) {
        this(
                arguments,
                environment,
                Path.of("").toAbsolutePath(),
                terminal,
                InputStream.nullInputStream(),
                out,
                err);
    }
}
