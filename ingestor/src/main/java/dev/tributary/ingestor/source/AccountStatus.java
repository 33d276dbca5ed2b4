package dev.tributary.ingestor.source;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.append.Tally;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A look at one account. The counts begin with the process.
///
/// @param name the operator's word for it
/// @param account null until the service told us
/// @param lastEvent when the last event was saved
/// @param saved events in the log
/// @param failed events that went to the dead letters
/// @param skipped events of chats that the operator left out
/// @param details what its source tells beside that, in its own words; not to be changed
public record AccountStatus(
        String name,
        Service service,
        @Nullable AccountId account,
        AccountState state,
        @Nullable Instant lastEvent,
        long saved,
        long failed,
        long skipped,
        ObjectNode details) {

    /// Without details.
    public AccountStatus(
            String name,
            Service service,
            @Nullable AccountId account,
            AccountState state,
            @Nullable Instant lastEvent,
            long saved,
            long failed,
            long skipped) {
        this(
                name,
                service,
                account,
                state,
                lastEvent,
                saved,
                failed,
                skipped,
                JsonMapper.shared().createObjectNode());
    }

    public static AccountStatus starting(String name, Service service) {
        return new AccountStatus(name, service, null, AccountState.Connecting.FIRST, null, 0, 0, 0);
    }

    public long processed() {
        return saved + failed + skipped;
    }

    public AccountStatus withState(AccountState next) {
        return new AccountStatus(
                name, service, account, next, lastEvent, saved, failed, skipped, details);
    }

    AccountStatus withAccount(AccountId known) {
        return new AccountStatus(
                name, service, known, state, lastEvent, saved, failed, skipped, details);
    }

    AccountStatus withDetails(ObjectNode told) {
        return new AccountStatus(
                name, service, account, state, lastEvent, saved, failed, skipped, told);
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
                skipped,
                details);
    }

    AccountStatus plusSkipped(long more) {
        return new AccountStatus(
                name, service, account, state, lastEvent, saved, failed, skipped + more, details);
    }
}
