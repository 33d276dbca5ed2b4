package dev.tributary.standalone.telegram;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.telegram.AccountHome;
import dev.tributary.ingestor.telegram.tdlib.Platform;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdInstall;
import dev.tributary.ingestor.telegram.tdlib.TdLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdLibraryRefused;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import dev.tributary.simulator.telegram.PatchedLibrary;
import dev.tributary.simulator.telegram.TelegramSimulator;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/// A simulated Telegram, the real TDLib that knows only this one, and the configuration that reads
/// all its accounts.
final class TelegramTown implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TelegramSimulator simulator;
    private final PatchedLibrary library;
    private final String options;

    private TelegramTown(TelegramSimulator simulator, PatchedLibrary library, String options) {
        this.simulator = simulator;
        this.library = library;
        this.options = options;
    }

    /// Skips the test where TDLib cannot be got.
    ///
    /// @param directory for the library
    static TelegramTown start(Town town, Path directory) throws IOException, InterruptedException {
        return start(town, directory, "");
    }

    /// @param options further lines of each account's section
    static TelegramTown start(Town town, Path directory, String options)
            throws IOException, InterruptedException {
        PatchedLibrary patched = PatchedLibrary.of(installed().file(), directory);
        return new TelegramTown(TelegramSimulator.start(town, patched.key()), patched, options);
    }

    /// As an operator gets it, kept in the checkout's `target`.
    private static TdLibrary installed() throws InterruptedException {
        Path directory = PatchedLibrary.folderOfOriginals();
        try {
            return new TdInstall(
                            directory,
                            Platform.current(),
                            System.getenv(),
                            Path.of(System.getProperty("user.home")),
                            _ -> {})
                    .install(null);
        } catch (IOException | TdLibraryRefused e) {
            return abort(
                    "TDLib is not there: "
                            + e.getMessage()
                            + "; or put it into \""
                            + directory
                            + "\" by \"bin/ingestor telegram install\"");
        }
    }

    TelegramSimulator simulator() {
        return simulator;
    }

    List<Account> accounts() {
        return simulator.town().accounts();
    }

    static AccountId id(Account account) {
        return new AccountId(Service.TELEGRAM, Long.toString(account.person().id()));
    }

    /// Sections that read every chat of every account from its beginning.
    String configuration() {
        StringBuilder toml = new StringBuilder(library.configuration(simulator.port()));
        for (Account account : accounts()) {
            toml.append(
                    """
                    [telegram.%s]
                    backfill_types = ["private", "group", "supergroup", "channel"]
                    %s
                    """
                            .formatted(name(account), options));
        }
        return toml.toString();
    }

    /// As if no account had been read for so long. Nobody reads one.
    void wasAwayFor(Duration time, Path data) throws IOException {
        FileTime then = FileTime.from(Instant.now().minus(time));
        for (Account account : accounts()) {
            Path home = AccountHome.of(new DataDirectory(data), name(account)).directory();
            Files.setLastModifiedTime(home.resolve("session").resolve("td_test.binlog"), then);
        }
    }

    private static String name(Account account) {
        return "number-" + account.person().id();
    }

    /// All accounts, by phone number and code, in this process, which then lets the sessions go.
    void signIn(Path data) throws Exception {
        Path file = Files.writeString(data.resolve("sign-in.toml"), configuration());
        TelegramSettings settings = SettingsLoader.load(file, Map.of()).telegram();
        try (TdHub hub = TdHub.open(new TdLibrary(library.file(), library.sha256()))) {
            for (Account account : accounts()) {
                TdSession session =
                        AccountHome.of(new DataDirectory(data), name(account))
                                .open(
                                        settings,
                                        settings.accounts().get(name(account)),
                                        new SecureRandom());
                signIn(hub.client(session, TdPurpose.SIGN_IN), account);
            }
        }
    }

    private static void signIn(TdClient client, Account account) throws Exception {
        List<String> states = new CopyOnWriteArrayList<>();
        client.listen(
                update -> states.add(update.json().at("/authorization_state/@type").asString("")));
        client.open().get(PATIENCE.toSeconds(), SECONDS);
        await().atMost(PATIENCE).until(() -> states.contains("authorizationStateWaitPhoneNumber"));
        answer(client, "setAuthenticationPhoneNumber", "phone_number", account.person().phone());
        await().atMost(PATIENCE).until(() -> states.contains("authorizationStateWaitCode"));
        answer(client, "checkAuthenticationCode", "code", account.code());
        await().atMost(PATIENCE).until(() -> states.contains("authorizationStateReady"));
        client.close();
        client.closed().get(PATIENCE.toSeconds(), SECONDS);
    }

    private static void answer(TdClient client, String type, String key, String value)
            throws Exception {
        client.ask(JsonMapper.shared().createObjectNode().put("@type", type).put(key, value))
                .get(PATIENCE.toSeconds(), SECONDS);
    }

    @Override
    public void close() throws IOException {
        simulator.close();
    }
}
