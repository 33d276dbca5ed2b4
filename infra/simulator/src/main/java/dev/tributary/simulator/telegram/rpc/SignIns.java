package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.conduct.Revocation;
import dev.tributary.simulator.telegram.town.Account;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which key belongs to which account. Its methods may be called from any thread.
final class SignIns {

    private final Map<Long, Account> accounts = new HashMap<>();
    private final Map<Long, Account> awaitingPassword = new HashMap<>();
    private final Map<Long, Revocation> revoked = new HashMap<>();
    private final Set<Account> banned = new HashSet<>();

    synchronized Optional<Account> account(long authKeyId) {
        return Optional.ofNullable(accounts.get(authKeyId));
    }

    synchronized Optional<Account> awaitingPassword(long authKeyId) {
        return Optional.ofNullable(awaitingPassword.get(authKeyId));
    }

    synchronized Set<Long> keys(Account account) {
        return accounts.entrySet().stream()
                .filter(signIn -> signIn.getValue().equals(account))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized void signIn(long authKeyId, Account account) {
        awaitingPassword.remove(authKeyId);
        accounts.put(authKeyId, account);
    }

    synchronized void awaitPassword(long authKeyId, Account account) {
        awaitingPassword.put(authKeyId, account);
    }

    synchronized void signOut(long authKeyId) {
        accounts.remove(authKeyId);
    }

    /// Signs every client of the account out; they are told why.
    ///
    /// @return their keys
    synchronized Set<Long> revoke(Account account, Revocation reason) {
        Set<Long> keys = keys(account);
        for (long key : keys) {
            accounts.remove(key);
            revoked.put(key, reason);
        }
        if (reason == Revocation.USER_DEACTIVATED_BAN) {
            banned.add(account);
        }
        return keys;
    }

    synchronized boolean isBanned(Account account) {
        return banned.contains(account);
    }

    synchronized Optional<Revocation> revocation(long authKeyId) {
        return Optional.ofNullable(revoked.get(authKeyId));
    }
}
