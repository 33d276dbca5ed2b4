package dev.tributary.ingestor;

import dev.tributary.ingestor.imports.ImportCommand;
import dev.tributary.ingestor.telegram.login.TelegramCommand;
import java.util.List;
import java.util.Map;

/// What the program can do: its subcommands, in the order of the help.
final class Commands {

    private Commands() {}

    static List<Object> all(Map<String, String> environment) {
        return List.of(
                new RunCommand(environment),
                ImportCommand.ofProcess(environment),
                TelegramCommand.of(environment),
                AccountsCommand.of(environment),
                new ResetCursorCommand(environment));
    }
}
