package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.source.ConfiguredAccount;
import dev.tributary.ingestor.vkteams.VkTeamsSource;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "accounts",
        description = "Lists the configured accounts: name, source, address. Asks no service.",
        mixinStandardHelpOptions = true)
final class AccountsCommand implements Callable<Integer> {

    @Mixin private LaunchOptions launch;
    @Spec private CommandSpec spec = CommandSpec.create();

    AccountsCommand(Map<String, String> environment) {
        this.launch = new LaunchOptions(environment);
    }

    @Override
    public Integer call() {
        Settings settings = launch.settings();
        try (HttpClient http = VkTeamsSource.httpClient()) {
            List<ConfiguredAccount> accounts = Accounts.of(settings, http, Clock.systemUTC());
            if (accounts.isEmpty()) {
                spec.commandLine().getErr().println("ingestor: no account is configured");
                return ExitCode.NOTHING_CONFIGURED;
            }
            PrintWriter out = spec.commandLine().getOut();
            accounts.forEach(account ->
                    out.printf(
                            "%-20s %-10s %s%n",
                            account.name(), account.service(), account.endpoint()));
            out.flush();
        }
        return ExitCode.OK;
    }
}
