package dev.tributary.archive.row;

import dev.tributary.contract.event.EventSource;

/// An account that events came from. It is the same whoever speaks of it.
///
/// @param source the service
public record AccountRow(String account, String source) implements Row<String, AccountRow> {

    static AccountRow of(EventSource source) {
        return new AccountRow(source.account().toString(), source.account().service().wireName());
    }

    @Override
    public String key() {
        return account;
    }

    @Override
    public AccountRow merge(AccountRow other) {
        return this;
    }
}
