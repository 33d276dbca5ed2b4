package dev.tributary.ingestor.telegram.login;

import dev.tributary.contract.config.TelegramSettings;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which of the configured accounts is meant.
record ChosenAccount(String name, TelegramSettings.Account settings) {

    /// @param name null where it goes without saying
    /// @throws IllegalArgumentException if it does not, or no account has the name
    static ChosenAccount of(TelegramSettings telegram, @Nullable String name) {
        Set<String> names = new TreeSet<>(telegram.accounts().keySet());
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "no Telegram account is configured; add [telegram] with api_id and api_hash"
                            + " (https://my.telegram.org), and a section [telegram."
                            + (name == null ? "NAME" : name)
                            + "], which may be empty");
        }
        if (name == null && names.size() > 1) {
            throw new IllegalArgumentException(
                    "several accounts are configured; choose one with --name: "
                            + String.join(", ", names));
        }
        String chosen = name == null ? names.iterator().next() : name;
        TelegramSettings.Account settings = telegram.accounts().get(chosen);
        if (settings == null) {
            throw new IllegalArgumentException(
                    "no section [telegram."
                            + chosen
                            + "] is in the configuration; the accounts are "
                            + String.join(", ", names));
        }
        return new ChosenAccount(chosen, settings);
    }
}
