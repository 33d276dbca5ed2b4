package dev.tributary.ingestor.telegram.tdlib;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// One account's way to TDLib. First [#listen], then [#open]: before it nothing happens, and what
/// nobody listens to is gone. [#close] and wait for [#closed] before the process ends.
///
/// Listeners, and whatever hangs on a future without an executor of its own, run on the thread that
/// receives for all accounts, in TDLib's order: they must return soon and never wait for another
/// answer.
public interface TdClient extends AutoCloseable {

    /// Hands each update to the listener from now on.
    void listen(Consumer<TdUpdate> listener);

    /// Opens the session. Its updates begin, the authorization state among them.
    ///
    /// @return done when TDLib has taken the session; otherwise [TdError], 401 for a wrong key and
    ///   400 for a directory that another process has open, after about 20 s
    CompletableFuture<ObjectNode> open();

    /// @param function with its `@type`
    /// @return the answer without what is of this process alone (`@extra`, `@client_id`), or
    ///   [TdError] for an `error`
    /// @throws TdFunctionRefused for a function that is not allowed
    CompletableFuture<ObjectNode> ask(ObjectNode function);

    /// Done when TDLib has written everything and let the session go, whoever asked for it: after a
    /// logout or a lost authorization it closes by itself.
    CompletableFuture<Void> closed();

    /// Asks TDLib to close the session, and returns at once.
    @Override
    void close();
}
