package dev.tributary.ingestor.telegram.login;

import dev.tributary.ingestor.telegram.child.ChildCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ingestor telegram`.
@Command(
        name = "telegram",
        header = "Prepare Telegram accounts: get TDLib, sign in.",
        description = {
            "",
            "Whole Telegram accounts are read through TDLib, Telegram's own library, and never"
                    + " written to. The way there:",
            "",
            "1. make an application at https://my.telegram.org and put its api_id and api_hash into"
                    + " [telegram], and a section [telegram.NAME] for each account;",
            "2. ingestor telegram install",
            "3. ingestor telegram login --name NAME",
            "4. ingestor run, or tributary up",
            ""
        },
        mixinStandardHelpOptions = true,
        commandListHeading = "%nCommands:%n")
public final class TelegramCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    private TelegramCommand() {}

    /// For the ingestor's command line to add.
    public static CommandLine of(Map<String, String> environment) {
        return new CommandLine(new TelegramCommand())
                .addSubcommand(new InstallCommand(environment))
                .addSubcommand(new LoginCommand(environment))
                .addSubcommand(new ChildCommand(environment));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Name what to do: install or login");
    }
}
