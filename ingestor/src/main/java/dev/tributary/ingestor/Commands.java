package dev.tributary.ingestor;

import dev.tributary.ingestor.imports.ImportCommand;
import java.util.List;

/// What the program can do: its subcommands, in the order of the help.
final class Commands {

    private Commands() {}

    static List<Object> all() {
        return List.of(
                new RunCommand(),
                ImportCommand.ofProcess(),
                new AccountsCommand(),
                new ResetCursorCommand());
    }
}
