package dev.tributary.ingestor;

import java.util.List;

/// What the program can do: its subcommands, in the order of the help.
final class Commands {

    private Commands() {}

    static List<Object> all() {
        return List.of(new RunCommand(), new AccountsCommand(), new ResetCursorCommand());
    }
}
