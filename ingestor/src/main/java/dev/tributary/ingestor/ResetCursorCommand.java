package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.append.Appender;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.append.CursorKey;
import dev.tributary.ingestor.append.Writer;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.source.ConfiguredAccount;
import dev.tributary.ingestor.source.Source;
import dev.tributary.ingestor.vkteams.VkTeamsSource;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "reset-cursor",
        description = {
            "Reads an account from the beginning again: everything that its service still holds.",
            "",
            "For a service that was installed anew and counts its events from the start: the old"
                    + " cursor would hide them all. What is in the log already comes twice and"
                    + " changes nothing in the archive.",
            "",
            "Restart an ingestor that reads the account at the moment: it learns of the new cursor"
                    + " when it next writes."
        },
        mixinStandardHelpOptions = true)
final class ResetCursorCommand implements Callable<Integer> {

    @Mixin private LaunchOptions launch;
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "ACCOUNT",
            description =
                    "The account (vkteams:1000003205) or its name in the configuration; by name"
                            + " the service is asked whose it is.")
    private String account = "";

    ResetCursorCommand(Map<String, String> environment) {
        this.launch = new LaunchOptions(environment);
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = launch.settings();
        AccountId id = account.contains(":") ? AccountId.parse(account) : identify(settings);
        Cursor beginning =
                Accounts.beginning(id.service())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the account \""
                                                + id
                                                + "\" has no live stream, so it has no"
                                                + " cursor to reset"));
        try (Appender appender =
                Appender.open(
                        launch.log(settings), CursorKey.live(id), Writer.LIVE, Clock.systemUTC())) {
            String before = appender.cursor().map(Cursor::value).orElse("none");
            appender.append(List.of(), beginning);
            appender.commit();
            spec.commandLine()
                    .getOut()
                    .println(id + ": the cursor was " + before + " and is " + beginning);
        }
        return ExitCode.OK;
    }

    private AccountId identify(Settings settings) throws InterruptedException {
        try (HttpClient http = VkTeamsSource.httpClient()) {
            ConfiguredAccount configured =
                    Accounts.here(settings, http, Clock.systemUTC()).stream()
                            .filter(candidate -> candidate.name().equals(account))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "no account \""
                                                    + account
                                                    + "\" is configured; ingestor accounts"
                                                    + " lists them"));
            try (Source source = configured.open().get()) {
                return source.connect();
            } finally {
                http.shutdownNow();
            }
        }
    }
}
