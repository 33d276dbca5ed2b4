package dev.tributary.cli.command;

import dev.tributary.contract.runtime.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `completion bash|zsh`.
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in a shell.",
        footer = {
            "",
            "bash:  source <(query-cli completion bash)",
            "zsh:   source <(query-cli completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {

    /// One script serves both: it loads bashcompinit where it meets zsh.
    enum Shell {
        BASH,
        ZSH
    }

    @SuppressWarnings("UnusedVariable") // it is there to be checked: both shells get one script
    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private @Nullable Shell shell;

    @Spec private @Nullable CommandSpec spec;

    private final Workplace workplace;

    CompletionCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        if (spec == null || spec.root() == null) {
            return ExitCode.ERROR;
        }
        workplace
                .invocation()
                .out()
                .print(AutoComplete.bash("query-cli", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
