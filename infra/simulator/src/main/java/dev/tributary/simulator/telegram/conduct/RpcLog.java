package dev.tributary.simulator.telegram.conduct;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// All calls since the start. Its methods may be called from any thread.
public final class RpcLog {

    private final Set<String> allowed;
    private final Set<String> writes;
    private final ConcurrentLinkedQueue<RpcRecord> records = new ConcurrentLinkedQueue<>();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();

    /// @param allowed calls that change nothing, and those that sign in and out
    public RpcLog(Set<String> allowed, Set<String> writes) {
        this.allowed = Set.copyOf(allowed);
        this.writes = Set.copyOf(writes);
    }

    public void add(RpcRecord call) {
        records.add(call);
        if (!allowed.contains(call.function())) {
            Violation.Kind kind =
                    writes.contains(call.function())
                            ? Violation.Kind.WRITES
                            : Violation.Kind.UNKNOWN;
            violations.add(new Violation(call.at(), call.function(), call.accountId(), kind));
        }
    }

    public List<RpcRecord> records() {
        return List.copyOf(records);
    }

    /// Function -> how often it was called.
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        records.forEach(call -> counts.merge(call.function(), 1, Integer::sum));
        return counts;
    }

    /// The calls that may come; everything else is a violation.
    public Set<String> allowed() {
        return allowed;
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }
}
