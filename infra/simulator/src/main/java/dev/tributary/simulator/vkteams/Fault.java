package dev.tributary.simulator.vkteams;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// One way to misbehave that passes. After it a correct client has everything, once. The token that
/// stops working for good is not among them: see [FaultPlan#revoking].
public enum Fault {
    /// Status 500 with a plain text body.
    HTTP_500(Scope.ANY_CALL),
    /// Status 200, `{"ok":false,"description":"Bad request"}`.
    OK_FALSE(Scope.POLL),
    /// Status 200 and a proxy's HTML page in place of JSON.
    HTML(Scope.ANY_CALL),
    /// Status 200, `{"ok":false,"description":"Ratelimit"}`.
    RATELIMIT(Scope.ANY_CALL),
    /// Status 429 with `Retry-After: 1`.
    HTTP_429(Scope.ANY_CALL),
    /// A right answer without its `ok`, which means true.
    MISSING_OK(Scope.ANY_CALL),
    /// The connection closes in the middle of the body, before its announced length.
    CUT_POLL(Scope.POLL),
    /// The answer comes later than `pollTime` by [Conduct#lateBy].
    SLOW_ANSWER(Scope.POLL),
    /// An event of a type that nobody knows, first in the batch; ids after it move up.
    UNKNOWN_EVENT(Scope.POLL),
    /// Events of this batch and of earlier ones, again, anywhere in the batch.
    REPEATED_EVENTS(Scope.POLL),
    /// The batch is not in the order of `eventId`.
    WRONG_ORDER(Scope.POLL);

    enum Scope {
        ANY_CALL,
        POLL
    }

    private final Scope scope;

    Fault(Scope scope) {
        this.scope = scope;
    }

    boolean canStrike(Call call) {
        return scope == Scope.ANY_CALL || call == Call.EVENTS_GET;
    }

    /// As on the command line: `http-500`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException if no fault has that name; the message lists those that
    ///   exist
    public static Fault of(String wireName) {
        for (Fault fault : values()) {
            if (fault.wireName().equals(wireName)) {
                return fault;
            }
        }
        throw new IllegalArgumentException(
                "unknown fault \"" + wireName + "\"; known faults: " + names());
    }

    private static String names() {
        return Arrays.stream(values()).map(Fault::wireName).collect(Collectors.joining(", "));
    }

    public static Set<Fault> all() {
        return Set.of(values());
    }
}
