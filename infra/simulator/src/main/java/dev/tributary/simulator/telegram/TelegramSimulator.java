package dev.tributary.simulator.telegram;

import dev.tributary.simulator.telegram.conduct.FaultPlan;
import dev.tributary.simulator.telegram.conduct.Faults;
import dev.tributary.simulator.telegram.conduct.Revocation;
import dev.tributary.simulator.telegram.conduct.RpcLog;
import dev.tributary.simulator.telegram.conduct.Violation;
import dev.tributary.simulator.telegram.mtproto.MtprotoServer;
import dev.tributary.simulator.telegram.mtproto.ServerKey;
import dev.tributary.simulator.telegram.rpc.Desk;
import dev.tributary.simulator.telegram.tl.TlSchema;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;

/// A running Telegram. Its methods may be called from any thread.
public final class TelegramSimulator implements AutoCloseable {

    private static final String LOGIN_LINK = "tg://login?token=";

    private final Town town;
    private final MtprotoServer server;
    private final Faults faults;
    private final Desk desk;

    private TelegramSimulator(Town town, MtprotoServer server, Faults faults) {
        this.town = town;
        this.server = server;
        this.faults = faults;
        this.desk = Desk.open(town, server, faults);
    }

    /// Starts on loopback, without faults of its own.
    public static TelegramSimulator start(Town town, ServerKey key) throws IOException {
        return start(town, key, FaultPlan.none(), 0);
    }

    /// @param key the one that the client's library was patched for
    /// @param port 0 takes a free one
    /// @throws IOException if the port is taken
    public static TelegramSimulator start(Town town, ServerKey key, FaultPlan plan, int port)
            throws IOException {
        MtprotoServer server = MtprotoServer.bind(TlSchema.telegram(), key, town.clock(), port);
        return new TelegramSimulator(town, server, new Faults(plan));
    }

    /// Where clients find SOCKS5 on 127.0.0.1.
    public int port() {
        return server.port();
    }

    public Town town() {
        return town;
    }

    public Faults faults() {
        return faults;
    }

    public RpcLog rpcLog() {
        return desk.log();
    }

    /// How often a client began to agree on a key, whether or not it then trusted this server.
    public int keyExchanges() {
        return server.keyExchanges();
    }

    /// How many keys clients agreed on.
    public int keys() {
        return server.keys();
    }

    /// Calls that a client that only reads does not make.
    public List<Violation> violations() {
        return desk.log().violations();
    }

    /// What went wrong below the calls: clients that did not keep to the protocol, or a defect of
    /// this server.
    public List<String> problems() {
        return server.problems();
    }

    /// What the account's archive must be equal to in the end.
    public Truth truth(Account account) {
        synchronized (town) {
            return Truth.of(account);
        }
    }

    /// Whether a client of the account is signed in.
    public boolean isSignedIn(Account account) {
        return desk.isSignedIn(account);
    }

    /// The account's clients lose their connections and may come back to their sessions.
    public void dropConnections(Account account) {
        desk.dropConnections(account);
    }

    /// The account's clients lose their connections, and each new one, until [#reconnect].
    public void cutOff(Account account) {
        desk.cutOff(account);
    }

    /// The account's clients may connect again.
    public void reconnect(Account account) {
        desk.reconnect(account);
    }

    /// The account's clients lose their sessions with all that was under way.
    public void forgetSessions(Account account) {
        desk.forgetSessions(account);
    }

    /// The account's clients are signed out for good. Signing in again is possible, but not for a
    /// banned account.
    public void revoke(Account account, Revocation reason) {
        desk.revoke(account, reason);
    }

    /// What another device of the account does with a QR code.
    ///
    /// @param link what the QR code says, `tg://login?token=...`
    public void acceptLogin(URI link, Account account) {
        String text = link.toString();
        if (!text.startsWith(LOGIN_LINK)) {
            throw new IllegalArgumentException("\"" + text + "\" is no login link of Telegram's");
        }
        byte[] token = Base64.getUrlDecoder().decode(text.substring(LOGIN_LINK.length()));
        desk.acceptLoginToken(token, account);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
