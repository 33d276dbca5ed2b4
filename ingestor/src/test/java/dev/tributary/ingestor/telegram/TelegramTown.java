package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.telegram.login.PhoneInHand;
import dev.tributary.ingestor.telegram.tdlib.RealTdLib;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import dev.tributary.simulator.telegram.PatchedLibrary;
import dev.tributary.simulator.telegram.TelegramSimulator;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A simulated Telegram with a library that signs in to it, and the configuration that reads its
/// accounts; each is named like its person, in lower case.
public final class TelegramTown implements AutoCloseable {

    private final Path directory;
    private final PatchedLibrary library;
    private final TelegramSimulator simulator;
    private final Map<String, Account> accounts = new TreeMap<>();

    private TelegramTown(Path directory, PatchedLibrary library, TelegramSimulator simulator) {
        this.directory = directory;
        this.library = library;
        this.simulator = simulator;
    }

    /// Skips the test where TDLib cannot be got.
    public static TelegramTown start(Path directory) throws IOException, InterruptedException {
        PatchedLibrary library = RealTdLib.patched(directory.resolve("patched"));
        return new TelegramTown(
                directory,
                library,
                TelegramSimulator.start(new Town(Clock.systemUTC()), library.key()));
    }

    public TelegramSimulator simulator() {
        return simulator;
    }

    public TdLibrary library() {
        return RealTdLib.of(library);
    }

    /// @param password of the second step; null for none
    public Account add(String name, @Nullable String password) {
        Account account = simulator.town().addAccount(name, "Simulated", password);
        accounts.put(name.toLowerCase(Locale.ROOT), account);
        return account;
    }

    public static AccountId id(Account account) {
        return new AccountId(Service.TELEGRAM, Long.toString(account.person().id()));
    }

    public static String phone(Account account) {
        return "+" + account.person().phone();
    }

    /// As `ingestor telegram login` does.
    public AccountId signIn(TdHub hub, Account account) throws IOException, InterruptedException {
        return PhoneInHand.signIn(
                hub.client(session(account), TdPurpose.SIGN_IN), account, phone(account));
    }

    public TdSession session(Account account) throws IOException {
        TelegramSettings telegram = settings();
        String name = name(account);
        return AccountHome.of(data(), name)
                .open(telegram, telegram.accounts().get(name), new SecureRandom());
    }

    private String name(Account account) {
        return accounts.entrySet().stream()
                .filter(each -> each.getValue().equals(account))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    public DataDirectory data() {
        return new DataDirectory(directory.resolve("data"));
    }

    public TelegramSettings settings() throws IOException {
        return SettingsLoader.load(configuration(), Map.of()).telegram();
    }

    /// The file with all accounts that were added.
    public Path configuration() throws IOException {
        StringBuilder toml = new StringBuilder(library.configuration(simulator.port()));
        accounts.forEach((name, _) -> toml.append("[telegram.").append(name).append("]\n"));
        return Files.writeString(directory.resolve("tributary.toml"), toml);
    }

    @Override
    public void close() throws IOException {
        simulator.close();
    }
}
