package dev.tributary.cli.command;

import dev.tributary.cli.Invocation;
import dev.tributary.cli.render.OutputFormat;
import dev.tributary.cli.render.Renderer;
import dev.tributary.program.Installation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which archive, and how the answer is shown.
final class ShowOptions {

    private final Invocation invocation;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (default), json, ndjson")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin private Installation installation;

    ShowOptions(Workplace workplace) {
        this.invocation = workplace.invocation();
        this.installation =
                new Installation(invocation.environment(), invocation.workingDirectory());
    }

    Installation installation() {
        return installation;
    }

    OutputFormat output() {
        return output;
    }

    Renderer renderer() {
        return output.renderer(invocation.terminal(), invocation.out(), invocation.err());
    }
}
