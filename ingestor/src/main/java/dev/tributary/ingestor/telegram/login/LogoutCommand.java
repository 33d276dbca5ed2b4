package dev.tributary.ingestor.telegram.login;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.telegram.AccountHome;
import dev.tributary.ingestor.telegram.TelegramLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "logout",
        header = "Sign a Telegram account out and remove its session.",
        description = {
            "",
            "Telegram forgets the session, and <data>/telegram/NAME is removed. What was read stays"
                    + " in the archive. The ingestor must not read the account meanwhile.",
            ""
        },
        mixinStandardHelpOptions = true)
public final class LogoutCommand implements Callable<Integer> {

    @Mixin private LaunchOptions launch;
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The account, as in [telegram.NAME].")
    private String name = "";

    public LogoutCommand(Map<String, String> environment) {
        this.launch = new LaunchOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = launch.settings();
        TelegramSettings telegram = settings.telegram();
        if (settings.vkteams().containsKey(name)) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" is a VK Teams account, which has no session; take its section out"
                            + " of the configuration");
        }
        ChosenAccount account = ChosenAccount.of(telegram, name);
        AccountHome home = AccountHome.of(launch.data(), account.name());
        if (!home.hasSession()) {
            throw new IllegalArgumentException("nobody is signed in as \"" + name + "\"");
        }
        try (TdHub hub = TdHub.open(TelegramLibrary.of(telegram, launch.data()));
                HubAtExit _ = HubAtExit.close(hub)) {
            TdClient client =
                    hub.client(
                            home.open(telegram, account.settings(), new SecureRandom()),
                            TdPurpose.SIGN_OUT);
            new SignOut(client, Clock.systemUTC()).run();
        }
        home.delete();
        spec.commandLine().getOut().println(name + " is signed out");
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
