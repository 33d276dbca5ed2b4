package dev.tributary.ingestor.source;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.append.Tally;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A look at one account. The counts begin with the process.
///
/// @param name the operator's word for it
/// @param account null until the service told us
/// @param lastEvent when the last event was saved
/// @param saved events in the log
/// @param failed events that went to the dead letters
/// @param skipped events of chats that the operator left out
public record AccountStatus(
        String name,
        Service service,
        @Nullable AccountId account,
        AccountState state,
        @Nullable Instant lastEvent,
        long saved,
        long failed,
        long skipped) {

    static AccountStatus starting(String name, Service service) {
        return new AccountStatus(name, service, null, AccountState.Connecting.FIRST, null, 0, 0, 0);
    }

    public long processed() {
        return saved + failed + skipped;
    }

    AccountStatus withState(AccountState next) {
        return new AccountStatus(name, service, account, next, lastEvent, saved, failed, skipped);
    }

    AccountStatus withAccount(AccountId known) {
        return new AccountStatus(name, service, known, state, lastEvent, saved, failed, skipped);
    }

    AccountStatus plus(Tally committed, Instant now) {
        return new AccountStatus(
                name,
                service,
                account,
                state,
                committed.saved() > 0 ? now : lastEvent,
                saved + committed.saved(),
                failed + committed.deadLettered(),
                skipped);
    }

    AccountStatus plusSkipped(long more) {
        return new AccountStatus(
                name, service, account, state, lastEvent, saved, failed, skipped + more);
    }
}
