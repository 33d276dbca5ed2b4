package dev.tributary.ingestor.telegram;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tributary.contract.config.Secret;
import dev.tributary.ingestor.telegram.tdlib.RealTdLib;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdLibrary;
import dev.tributary.ingestor.telegram.tdlib.TdProxy;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import dev.tributary.simulator.telegram.LibraryKeyPatcher;
import dev.tributary.simulator.telegram.TelegramSimulator;
import dev.tributary.simulator.telegram.mtproto.ServerKey;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A Telegram on this machine, and the real TDLib whose only way out is to it.
public final class LocalTelegram implements AutoCloseable {

    private static final Secret KEY = new Secret(Base64.getEncoder().encodeToString(new byte[32]));

    private final Path directory;
    private final TelegramSimulator telegram;
    private final TdLibrary library;

    private LocalTelegram(Path directory, TelegramSimulator telegram, TdLibrary library) {
        this.directory = directory;
        this.telegram = telegram;
        this.library = library;
    }

    /// @param directory for the sessions and the patched library
    public static LocalTelegram open(Town town, Path directory)
            throws IOException, InterruptedException {
        ServerKey key = ServerKey.generate();
        Path patched = LibraryKeyPatcher.patch(RealTdLib.installed().file(), key, directory);
        return new LocalTelegram(
                directory,
                TelegramSimulator.start(town, key),
                new TdLibrary(patched, TdLibrary.sha256(patched)));
    }

    public TelegramSimulator telegram() {
        return telegram;
    }

    public TdLibrary library() {
        return library;
    }

    /// TDLib's, of this process.
    public TdHub hub() {
        return TdHub.open(library);
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
        BlockingQueue<String> states = new LinkedBlockingQueue<>();
        client.listen(update -> {
            if (update.type().equals("updateAuthorizationState")) {
                states.add(update.json().path("authorization_state").path("@type").asString(""));
            }
        });
        client.open().get(30, SECONDS);
        for (String state = ""; !state.equals("authorizationStateReady"); ) {
            state = String.valueOf(states.poll(30, SECONDS));
            switch (state) {
                case "authorizationStateWaitPhoneNumber" ->
                        ask(
                                client,
                                "setAuthenticationPhoneNumber",
                                Map.of("phone_number", account.person().phone()));
                case "authorizationStateWaitCode" ->
                        ask(client, "checkAuthenticationCode", Map.of("code", account.code()));
                case "null" -> throw new IllegalStateException("TDLib does not sign in");
                default -> {}
            }
        }
        client.close();
        client.closed().get(30, SECONDS);
    }

    private static void ask(TdClient client, String type, Map<String, String> parameters)
            throws Exception {
        ObjectNode function = JsonMapper.shared().createObjectNode().put("@type", type);
        parameters.forEach(function::put);
        client.ask(function).get(30, SECONDS);
    }

    @Override
    public void close() throws IOException {
        telegram.close();
    }
}
