package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.source.ConfiguredAccount;
import dev.tributary.ingestor.telegram.media.FileStore;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// The Telegram accounts of the configuration.
public final class TelegramAccounts {

    private TelegramAccounts() {}

    /// For an engine, sorted by name.
    ///
    /// @param history what the log has of an account
    /// @param random for keys of sessions, and for pauses
    public static List<ConfiguredAccount> of(
            TelegramSettings telegram,
            DataDirectory data,
            TdHub hub,
            RawHistory history,
            Clock clock,
            RandomGenerator random) {
        FileStore files = new FileStore(data.files());
        return telegram.accounts().entrySet().stream()
                .map(account ->
                        new ConfiguredAccount(
                                account.getKey(),
                                Service.TELEGRAM,
                                endpoint(data, account.getKey()),
                                () ->
                                        new TelegramSource(
                                                account.getKey(),
                                                account.getValue(),
                                                new AccountSessions(
                                                        account.getKey(),
                                                        AccountHome.of(data, account.getKey()),
                                                        telegram,
                                                        account.getValue(),
                                                        hub,
                                                        clock,
                                                        random),
                                                history,
                                                files,
                                                clock,
                                                random)))
                .sorted(Comparator.comparing(ConfiguredAccount::name))
                .toList();
    }

    /// Where its session is, and whose it is.
    public static String endpoint(DataDirectory data, String name) {
        AccountHome home = AccountHome.of(data, name);
        return home.directory()
                + home.owner().map(owner -> " (" + owner + ")").orElse(" (nobody is signed in)");
    }
}
