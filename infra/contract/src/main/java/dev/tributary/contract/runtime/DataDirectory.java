package dev.tributary.contract.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an installation keeps its log, its database, its logs and its run files. On the way of
/// every call of the thin client: no streams, no lambdas, nothing but the JDK.
public record DataDirectory(Path root) {

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /// The first of: `--data`, `TRIBUTARY_HOME`, `$XDG_DATA_HOME/tributary`, `/var/lib/tributary`
    /// for root, `~/.local/share/tributary`.
    ///
    /// @param option the value of `--data`, null if it was not given
    public static DataDirectory resolve(
            @Nullable Path option, Map<String, String> environment, String user, Path home) {
        return new DataDirectory(named(option, environment, user, home));
    }

    /// The same as it was named; it may be relative.
    public static Path named(
            @Nullable Path option, Map<String, String> environment, String user, Path home) {
        if (option != null) {
            return option;
        }
        String tributaryHome = environment.getOrDefault("TRIBUTARY_HOME", "");
        if (!tributaryHome.isEmpty()) {
            return Path.of(tributaryHome);
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        if (!xdg.isEmpty()) {
            return Path.of(xdg, "tributary");
        }
        return user.equals("root")
                ? Path.of("/var/lib/tributary")
                : home.resolve(".local/share/tributary");
    }

    /// The first that exists of: `--config`, `TRIBUTARY_CONFIG`, `<data>/tributary.toml`,
    /// `/etc/tributary/tributary.toml`. The first two are returned even if they do not exist: what
    /// was named must be readable.
    public Optional<Path> configuration(@Nullable Path option, Map<String, String> environment) {
        if (option != null) {
            return Optional.of(option);
        }
        String named = environment.getOrDefault("TRIBUTARY_CONFIG", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        Path own = root.resolve("tributary.toml");
        if (Files.exists(own)) {
            return Optional.of(own);
        }
        Path common = Path.of("/etc/tributary/tributary.toml");
        return Files.exists(common) ? Optional.of(common) : Optional.empty();
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path endpointsFile() {
        return run().resolve("endpoints.json");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    /// Native libraries that were fetched.
    public Path libraries() {
        return root.resolve("lib");
    }

    /// Sessions of Telegram accounts, one directory an account.
    public Path telegram() {
        return root.resolve("telegram");
    }

    /// Contents of the files of messages, under their hashes.
    public Path files() {
        return root.resolve("files");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }
}
