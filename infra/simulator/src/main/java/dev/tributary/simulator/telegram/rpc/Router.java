package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.conduct.Faults;
import dev.tributary.simulator.telegram.conduct.RpcLog;
import dev.tributary.simulator.telegram.conduct.RpcRecord;
import dev.tributary.simulator.telegram.mtproto.MtprotoServer;
import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.mtproto.RpcCall;
import dev.tributary.simulator.telegram.mtproto.RpcDesk;
import dev.tributary.simulator.telegram.tl.TlAnswer;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Town;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Brings a call to its function: after the log and the faults, and with an account where it needs
/// one.
final class Router implements RpcDesk {

    /// What the log says of a call that a defect of this server left without an answer.
    private static final String NO_ANSWER = "no answer";

    private final Town town;
    private final Functions functions;
    private final SignIns signIns;
    private final Faults faults;
    private final RpcLog log;
    private final MtprotoServer server;

    Router(
            Town town,
            Functions functions,
            SignIns signIns,
            Faults faults,
            RpcLog log,
            MtprotoServer server) {
        this.town = town;
        this.functions = functions;
        this.signIns = signIns;
        this.faults = faults;
        this.log = log;
        this.server = server;
    }

    @Override
    public TlAnswer answer(RpcCall call) {
        Optional<Account> account = signIns.account(call.authKeyId());
        Optional<String> refusal = Optional.of(NO_ANSWER);
        try {
            TlAnswer answer = answer(call, account);
            refusal = Optional.empty();
            return answer;
        } catch (Refusal e) {
            refusal = Optional.ofNullable(e.getMessage());
            throw e;
        } finally {
            note(call, account, refusal);
        }
    }

    private void note(RpcCall call, Optional<Account> account, Optional<String> refusal) {
        log.add(
                new RpcRecord(
                        town.clock().instant(),
                        call.function().name(),
                        account.map(known -> known.person().id()),
                        refusal));
    }

    private TlAnswer answer(RpcCall call, Optional<Account> account) {
        String name = call.function().name();
        strike(call, account);
        Optional<Functions.Open> open = functions.open(name);
        if (open.isPresent()) {
            synchronized (town) {
                return open.get().answer(call);
            }
        }
        Account caller = account.orElseThrow(() -> unregistered(call));
        Functions.Closed closed =
                functions.closed(name).orElseThrow(() -> new Refusal(400, "METHOD_INVALID"));
        synchronized (town) {
            return closed.answer(new Caller(caller, HelpCalls.dataCenter(call)), call.function());
        }
    }

    private Refusal unregistered(RpcCall call) {
        return new Refusal(
                401,
                signIns.revocation(call.authKeyId())
                        .map(Enum::name)
                        .orElse("AUTH_KEY_UNREGISTERED"));
    }

    private void strike(RpcCall call, Optional<Account> account) {
        OptionalLong accountId =
                account.isPresent()
                        ? OptionalLong.of(account.get().person().id())
                        : OptionalLong.empty();
        OptionalLong chatId =
                account.isPresent() ? chatId(call, account.get()) : OptionalLong.empty();
        Optional<Faults.Blow> blow =
                faults.next(call.function().name(), HelpCalls.dataCenter(call), accountId, chatId);
        if (blow.isEmpty()) {
            return;
        }
        switch (blow.get()) {
            case Faults.Blow.Refused refused ->
                    throw new Refusal(refused.error().code(), refused.error().message());
            case Faults.Blow.ConnectionDropped _ ->
                    server.dropConnections(Set.of(call.authKeyId()));
            case Faults.Blow.SessionForgotten _ -> server.forgetSessions(Set.of(call.authKeyId()));
        }
    }

    /// The chat that the call looks into, if it names one.
    private static OptionalLong chatId(RpcCall call, Account account) {
        for (String field : Set.of("peer", "channel")) {
            Optional<TlObject> input = call.function().find(field);
            if (input.isPresent()) {
                return OptionalLong.of(Wire.peer(account, input.get()).chatId());
            }
        }
        return call.function().is("messages.getFullChat")
                ? OptionalLong.of(new Peer.Group(call.function().number("chat_id")).chatId())
                : OptionalLong.empty();
    }
}
