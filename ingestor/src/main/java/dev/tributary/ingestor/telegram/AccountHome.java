package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.telegram.tdlib.TdProxy;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where one account's session and the key to it are kept: `<data>/telegram/NAME`, which its owner
/// alone may enter. TDLib's own directory is inside it, since TDLib empties that when a session is
/// lost.
public record AccountHome(Path directory) {

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SECRET =
            PosixFilePermissions.fromString("rw-------");
    private static final int KEY_BYTES = 32;

    /// @param account the operator's word for it
    public static AccountHome of(DataDirectory data, String account) {
        return new AccountHome(data.telegram().resolve(account));
    }

    /// Who signed in, by the last login; Telegram may have signed him out since.
    public Optional<AccountId> owner() {
        try {
            return Files.exists(ownerFile())
                    ? Optional.of(AccountId.parse(Files.readString(ownerFile()).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + ownerFile() + "\" cannot be read", e);
        }
    }

    /// Called when somebody has signed in.
    public void belongsTo(AccountId owner) {
        try {
            Files.writeString(ownerFile(), owner + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + ownerFile() + "\" cannot be written", e);
        }
    }

    /// Written by each login.
    public Path ownerFile() {
        return directory.resolve("account");
    }

    /// Whether somebody has signed in, or begun to.
    public boolean hasSession() {
        return binlogs().anyMatch(Files::exists);
    }

    /// The session is one that may be closed: [Settling].
    void settle() {
        try {
            Files.write(settledFile(), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + settledFile() + "\" cannot be written", e);
        }
    }

    /// Whether the session was settled when it was last open; now it is not.
    boolean unsettle() {
        try {
            return Files.deleteIfExists(settledFile());
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + settledFile() + "\" cannot be removed", e);
        }
    }

    private Path settledFile() {
        return directory.resolve("settled");
    }

    /// When TDLib last wrote down up to where it has taken updates; empty for a session that never
    /// was open.
    Optional<Instant> lastUsed() {
        return binlogs().filter(Files::exists).map(AccountHome::changed).max(Instant::compareTo);
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + file + "\" cannot be read", e);
        }
    }

    private Stream<Path> binlogs() {
        return Stream.of("td.binlog", "td_test.binlog").map(session()::resolve);
    }

    /// Makes what is missing, and takes away what others may.
    ///
    /// @param random for a key, if there is none
    public TdSession open(
            TelegramSettings telegram, TelegramSettings.Account account, RandomGenerator random) {
        Integer apiId = telegram.apiId();
        Secret apiHash = telegram.apiHash();
        if (apiId == null || apiHash == null) {
            throw new IllegalStateException("an account without api_id and api_hash");
        }
        try {
            for (Path each : List.of(parent(), directory, session())) {
                Files.createDirectories(each, PosixFilePermissions.asFileAttribute(OWNER));
                Files.setPosixFilePermissions(each, OWNER);
            }
            Secret configured = account.databaseKey();
            Secret key = configured == null ? key(random) : configured;
            return new TdSession(
                    session(), key, apiId, apiHash, telegram.testServers(), proxy(telegram));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the account's directory \"" + directory + "\" cannot be used", e);
        }
    }

    private Path parent() {
        return directory.resolve("..").normalize();
    }

    private Path session() {
        return directory.resolve("session");
    }

    private static @Nullable TdProxy proxy(TelegramSettings telegram) {
        TelegramSettings.SocksProxy proxy = telegram.proxy();
        return proxy == null ? null : new TdProxy(proxy.host(), proxy.port());
    }

    /// Of the account's own file; made once.
    private Secret key(RandomGenerator random) throws IOException {
        Path file = directory.resolve("database-key");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            Path next = directory.resolve("database-key.next");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(SECRET));
            Files.writeString(next, Base64.getEncoder().encodeToString(key));
            Files.move(next, file);
        }
        Files.setPosixFilePermissions(file, SECRET);
        return new Secret(Files.readString(file).strip());
    }

    /// Removes the session and its key; it must be closed and logged out.
    public void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the account's directory \"" + directory + "\" cannot be removed", e);
        }
    }
}
