package dev.tributary.cli.command;

import dev.tributary.cli.render.OutputFormat;
import dev.tributary.cli.render.Renderer;
import dev.tributary.program.Installation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command has that asks something.
final class CommonOptions {

    @Mixin private ShowOptions show;

    @SuppressWarnings("UnusedVariable") // heeded before the line is parsed; here it is explained
    @Option(
            names = "--no-daemon",
            description =
                    "Answer in this process. Otherwise the query daemon answers, which the first"
                            + " question starts (query-cli daemon --help)")
    private boolean noDaemon;

    CommonOptions(Workplace workplace) {
        this.show = new ShowOptions(workplace);
    }

    Installation installation() {
        return show.installation();
    }

    OutputFormat output() {
        return show.output();
    }

    Renderer renderer() {
        return show.renderer();
    }
}
