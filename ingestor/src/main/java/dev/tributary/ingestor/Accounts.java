package dev.tributary.ingestor;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.ConfiguredAccount;
import dev.tributary.ingestor.vkteams.VkTeamsSource;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every account of the configuration, whatever its service. A new source is added here.
final class Accounts {

    private Accounts() {}

    /// Those that are read in this process, sorted by name.
    static List<ConfiguredAccount> here(Settings settings, HttpClient http, Clock clock) {
        List<ConfiguredAccount> accounts = new ArrayList<>();
        settings.vkteams()
                .forEach((name, account) ->
                        accounts.add(
                                new ConfiguredAccount(
                                        name,
                                        Service.VKTEAMS,
                                        account.baseUrl().toString(),
                                        () -> new VkTeamsSource(account, http, clock))));
        accounts.sort(Comparator.comparing(ConfiguredAccount::name));
        return List.copyOf(accounts);
    }

    /// Whether any is configured, wherever it is read.
    static boolean any(Settings settings) {
        return !settings.vkteams().isEmpty() || !settings.telegram().accounts().isEmpty();
    }

    /// Where a live stream of the service begins; empty if it has none.
    static Optional<Cursor> beginning(Service service) {
        return switch (service) {
            case VKTEAMS -> Optional.of(VkTeamsSource.BEGINNING);
            case TELEGRAM, JSONL -> Optional.empty();
        };
    }
}
