package dev.tributary.cli.deadletter;

import java.util.Map;

/// How many records could not be used.
///
/// @param accounts letters of each; records of no known account under the empty name
/// @param complete false if there are more, which were not counted
public record DeadLetterCount(Map<String, Long> accounts, boolean complete) {

    public DeadLetterCount {
        accounts = Map.copyOf(accounts);
    }

    public long total() {
        return accounts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long of(String account) {
        return accounts.getOrDefault(account, 0L);
    }

    /// For people: `12`, or `>= 12` where there may be more.
    public String atLeast(long letters) {
        return complete ? Long.toString(letters) : ">= " + letters;
    }
}
