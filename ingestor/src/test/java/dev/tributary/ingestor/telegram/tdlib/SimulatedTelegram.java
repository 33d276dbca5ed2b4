package dev.tributary.ingestor.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.simulator.telegram.PatchedLibrary;
import dev.tributary.simulator.telegram.TelegramSimulator;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// A simulated Telegram, and the real TDLib with the key of this run. In the end nobody may have
/// written anything.
final class SimulatedTelegram implements AutoCloseable {

    private final Path directory;
    private final TelegramSimulator telegram;
    private final TdHub hub;

    private SimulatedTelegram(Path directory, TelegramSimulator telegram, TdHub hub) {
        this.directory = directory;
        this.telegram = telegram;
        this.hub = hub;
    }

    /// @param directory for the sessions
    static SimulatedTelegram start(PatchedLibrary patched, Path directory, Town town)
            throws IOException {
        TelegramSimulator telegram = TelegramSimulator.start(town, patched.key());
        return new SimulatedTelegram(directory, telegram, TdHub.open(RealTdLib.of(patched)));
    }

    TelegramSimulator simulator() {
        return telegram;
    }

    /// A client that has opened the session of that name and waits to be signed in, or is.
    TestClient open(String session) throws Exception {
        return TestClient.open(hub, session(directory.resolve(session), telegram.port()));
    }

    /// A client that is signed in, and connected.
    TestClient signIn(Account account) throws Exception {
        TestClient client = open("session-" + account.person().id());
        client.signIn(account);
        client.awaitConnected();
        return client;
    }

    static TdSession session(Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        return new TdSession(
                directory,
                new Secret(Base64.getEncoder().encodeToString(new byte[32])),
                12_345,
                new Secret("0123456789abcdef0123456789abcdef"),
                true,
                new TdProxy("127.0.0.1", port));
    }

    @Override
    public void close() throws IOException {
        hub.close();
        telegram.close();
        assertThat(telegram.violations()).isEmpty();
        assertThat(telegram.problems()).isEmpty();
    }
}
