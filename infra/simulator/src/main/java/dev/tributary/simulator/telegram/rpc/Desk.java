package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.conduct.Faults;
import dev.tributary.simulator.telegram.conduct.Revocation;
import dev.tributary.simulator.telegram.conduct.RpcLog;
import dev.tributary.simulator.telegram.mtproto.MtprotoServer;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.tl.TlSchema;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.util.Set;

/// All functions put together and connected with a server, and what a test does with accounts'
/// clients.
public final class Desk {

    private final Town town;
    private final MtprotoServer server;
    private final SignIns signIns = new SignIns();
    private final SignInCalls signInCalls;
    private final RpcLog log;

    private Desk(Town town, MtprotoServer server, Faults faults) {
        this.town = town;
        this.server = server;
        this.signInCalls = new SignInCalls(town, signIns);
        MessageWire messages = new MessageWire(town.files());
        UpdateWire updates = new UpdateWire(messages);
        Functions functions = new Functions();
        new HelpCalls(town.clock(), server.port()).into(functions);
        signInCalls.into(functions);
        new PeopleCalls(town).into(functions);
        new ChatCalls(town).into(functions);
        new DialogCalls(town, messages).into(functions);
        new HistoryCalls(town, messages).into(functions);
        new UpdateCalls(town, messages, updates).into(functions);
        new FileCalls(town.files()).into(functions);
        Set<String> allowed = functions.names();
        allowed.addAll(TlSchema.refusedReads());
        log = new RpcLog(allowed, TlSchema.writes());
        town.listen(new Pusher(town, updates, signIns, server, faults));
        server.serve(new Router(town, functions, signIns, faults, log, server));
    }

    /// The server begins to accept.
    public static Desk open(Town town, MtprotoServer server, Faults faults) {
        return new Desk(town, server, faults);
    }

    public RpcLog log() {
        return log;
    }

    /// Whether a client of the account is signed in.
    public boolean isSignedIn(Account account) {
        return !signIns.keys(account).isEmpty();
    }

    public void dropConnections(Account account) {
        server.dropConnections(signIns.keys(account));
    }

    public void cutOff(Account account) {
        server.cutOff(signIns.keys(account));
    }

    public void reconnect(Account account) {
        server.reconnect(signIns.keys(account));
    }

    public void forgetSessions(Account account) {
        server.forgetSessions(signIns.keys(account));
    }

    /// Signs the account's clients out; each hears of it with its next call, which the loss of its
    /// session makes it do.
    public void revoke(Account account, Revocation reason) {
        server.forgetSessions(signIns.revoke(account, reason));
    }

    /// What another device of the account does with a QR code.
    public void acceptLoginToken(byte[] token, Account account) {
        long waiting;
        synchronized (town) {
            waiting = signInCalls.accept(token, account);
        }
        TlObject update =
                TlObject.of("updateShort")
                        .with("update", TlObject.of("updateLoginToken"))
                        .with("date", Wire.seconds(town.clock().instant()));
        server.push(Set.of(waiting), update);
    }
}
