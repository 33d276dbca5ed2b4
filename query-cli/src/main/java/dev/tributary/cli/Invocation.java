package dev.tributary.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// One call of the client.
public record Invocation(
        List<String> arguments,
        Map<String, String> environment,
        TerminalFacts terminal,
        PrintStream out,
        PrintStream err) {

    public Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
