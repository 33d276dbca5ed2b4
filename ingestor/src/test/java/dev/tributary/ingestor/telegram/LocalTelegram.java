package dev.tributary.ingestor.telegram;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.telegram.login.PhoneInHand;
import dev.tributary.ingestor.telegram.tdlib.RealTdLib;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdProxy;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import dev.tributary.simulator.telegram.PatchedLibrary;
import dev.tributary.simulator.telegram.TelegramSimulator;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/// A Telegram on this machine, and the real TDLib whose only way out is to it.
public final class LocalTelegram implements AutoCloseable {

    private static final Secret KEY = new Secret(Base64.getEncoder().encodeToString(new byte[32]));

    private final Path directory;
    private final TelegramSimulator telegram;
    private final PatchedLibrary library;

    private LocalTelegram(Path directory, TelegramSimulator telegram, PatchedLibrary library) {
        this.directory = directory;
        this.telegram = telegram;
        this.library = library;
    }

    /// @param directory for the sessions and the patched library
    public static LocalTelegram open(Town town, Path directory)
            throws IOException, InterruptedException {
        PatchedLibrary patched = RealTdLib.patched(directory);
        return new LocalTelegram(directory, TelegramSimulator.start(town, patched.key()), patched);
    }

    public TelegramSimulator telegram() {
        return telegram;
    }

    /// Section `[telegram]`; the accounts' sections follow it.
    public String configuration() {
        return library.configuration(telegram.port());
    }

    /// TDLib's, of this process.
    public TdHub hub() {
        return TdHub.open(RealTdLib.of(library));
    }

    public TdSession session(Account account) throws IOException {
        Path session = directory.resolve("session-" + account.person().id());
        Files.createDirectories(
                session,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new TdSession(
                session,
                KEY,
                1,
                new Secret("0123456789abcdef0123456789abcdef"),
                true,
                new TdProxy("127.0.0.1", telegram.port()));
    }

    /// By its phone number and code.
    public void signIn(TdHub hub, TdSession session, Account account) throws Exception {
        TdClient client = hub.client(session, TdPurpose.SIGN_IN);
        AccountId _ = PhoneInHand.signIn(client, account, TelegramTown.phone(account));
        client.close();
        client.closed().get(30, SECONDS);
    }

    @Override
    public void close() throws IOException {
        telegram.close();
    }
}
