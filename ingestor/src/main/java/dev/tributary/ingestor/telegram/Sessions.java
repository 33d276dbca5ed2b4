package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.tdlib.TdClient;

/// Gives the client for each opening of an account's session. Called on the account's thread, while
/// the session is closed.
interface Sessions {

    /// @param isOutdated whether TDLib is known to have missed what Telegram will not tell it any
    ///   more
    /// @return not opened yet
    TdClient next(boolean isOutdated) throws InterruptedException;
}
