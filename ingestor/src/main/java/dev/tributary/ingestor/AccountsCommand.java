package dev.tributary.ingestor;

import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.telegram.login.LogoutCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "accounts",
        description =
                "Lists the configured accounts: name, source, address or session. Asks no service.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        commandListHeading = "%nCommands:%n")
final class AccountsCommand implements Callable<Integer> {

    @Mixin private LaunchOptions launch;
    @Spec private CommandSpec spec = CommandSpec.create();

    private AccountsCommand(Map<String, String> environment) {
        this.launch = new LaunchOptions(environment);
    }

    static CommandLine of(Map<String, String> environment) {
        return new CommandLine(new AccountsCommand(environment))
                .addSubcommand(new ListCommand(environment))
                .addSubcommand(new LogoutCommand(environment));
    }

    @Override
    public Integer call() {
        return AccountList.print(launch, spec.commandLine());
    }

    @Command(name = "list", description = "The same.", mixinStandardHelpOptions = true)
    private static final class ListCommand implements Callable<Integer> {

        @Mixin private LaunchOptions launch;
        @Spec private CommandSpec spec = CommandSpec.create();

        ListCommand(Map<String, String> environment) {
            this.launch = new LaunchOptions(environment);
        }

        @Override
        public Integer call() {
            return AccountList.print(launch, spec.commandLine());
        }
    }
}
