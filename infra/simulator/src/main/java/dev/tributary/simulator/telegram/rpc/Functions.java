package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.RpcCall;
import dev.tributary.simulator.telegram.tl.TlAnswer;
import dev.tributary.simulator.telegram.tl.TlObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Function's name -> who answers it. Filled while the server is put together, then only read.
final class Functions {

    /// A function that may be called before the sign-in.
    @FunctionalInterface
    interface Open {
        TlAnswer answer(RpcCall call);
    }

    /// A function that needs an account.
    @FunctionalInterface
    interface Closed {
        TlAnswer answer(Caller caller, TlObject function);
    }

    private final Map<String, Open> open = new TreeMap<>();
    private final Map<String, Closed> closed = new TreeMap<>();

    void toAnybody(String name, Open function) {
        open.put(name, function);
    }

    void toAccounts(String name, Closed function) {
        closed.put(name, function);
    }

    Optional<Open> open(String name) {
        return Optional.ofNullable(open.get(name));
    }

    Optional<Closed> closed(String name) {
        return Optional.ofNullable(closed.get(name));
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(open.keySet());
        names.addAll(closed.keySet());
        return names;
    }
}
