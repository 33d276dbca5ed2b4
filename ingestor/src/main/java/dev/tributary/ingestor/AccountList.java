package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.telegram.TelegramAccounts;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/// What is configured, a line an account.
final class AccountList {

    private AccountList() {}

    /// @return the exit code
    static int print(LaunchOptions launch, CommandLine line) {
        List<String> lines = lines(launch.settings(), launch.data());
        if (lines.isEmpty()) {
            line.getErr().println("ingestor: no account is configured");
            return ExitCode.NOTHING_CONFIGURED;
        }
        PrintWriter out = line.getOut();
        lines.forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }

    /// Sorted by name.
    private static List<String> lines(Settings settings, DataDirectory data) {
        return Stream.concat(
                        settings.vkteams().entrySet().stream()
                                .map(account ->
                                        line(
                                                account.getKey(),
                                                Service.VKTEAMS,
                                                account.getValue().baseUrl().toString())),
                        settings.telegram().accounts().keySet().stream()
                                .map(name ->
                                        line(
                                                name,
                                                Service.TELEGRAM,
                                                TelegramAccounts.endpoint(data, name))))
                .sorted()
                .toList();
    }

    private static String line(String name, Service service, String where) {
        return String.format("%-20s %-10s %s", name, service, where);
    }
}
