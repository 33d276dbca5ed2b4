package dev.tributary.ingestor.telegram;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawEvent;
import java.time.Instant;
import java.util.function.Consumer;

/// What the log already has of an account.
public interface RawHistory {

    /// Hands over the account's events of a time, of each lane in their order.
    ///
    /// @param since when the first of them was written, about
    void read(AccountId account, Instant since, Consumer<RawEvent> sink);
}
