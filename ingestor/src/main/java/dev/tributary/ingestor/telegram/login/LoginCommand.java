package dev.tributary.ingestor.telegram.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.ingestor.launch.LaunchOptions;
import dev.tributary.ingestor.telegram.AccountHome;
import dev.tributary.ingestor.telegram.TelegramLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "login",
        header = "Sign a configured account in.",
        description = {
            "",
            "Asks for what Telegram wants: the phone number, the code that Telegram sends, and the"
                + " password of those who have one. With --qr a device that is signed in confirms"
                + " by its camera instead. The session is kept in <data>/telegram/NAME, encrypted."
                + " Nobody is ever registered.",
            ""
        },
        mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {

    @Mixin private LaunchOptions launch;
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--qr", description = "Show a QR code in place of asking for a phone number.")
    private boolean qr;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "The account, as in [telegram.NAME]; not needed where only one is configured.")
    private @Nullable String name;

    LoginCommand(Map<String, String> environment) {
        this.launch = new LaunchOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = launch.settings();
        TelegramSettings telegram = settings.telegram();
        ChosenAccount account = ChosenAccount.of(telegram, name);
        AccountHome home = AccountHome.of(launch.data(), account.name());
        try (TdHub hub = TdHub.open(TelegramLibrary.of(telegram, launch.data()));
                HubAtExit _ = HubAtExit.close(hub)) {
            TdClient client =
                    hub.client(
                            home.open(telegram, account.settings(), new SecureRandom()),
                            TdPurpose.SIGN_IN);
            AccountId owner =
                    new SignIn(client, prompt(), Clock.systemUTC(), qr, account.settings().phone())
                            .run();
            home.belongsTo(owner);
            spec.commandLine()
                    .getOut()
                    .println(
                            account.name()
                                    + " is signed in as "
                                    + owner
                                    + "; an ingestor that runs reads it in a moment");
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }

    private Prompt prompt() {
        return new TerminalPrompt(
                System.console(),
                new BufferedReader(new InputStreamReader(System.in, UTF_8)),
                spec.commandLine().getErr());
    }
}
