package dev.tributary.ingestor.source;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.append.Cursor;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One account on one service, read and never written to.
///
/// The engine calls [#connect] once, [#resume] when the log is open, then [#read] again and again,
/// all from one virtual thread; after a [SourceUnavailable] of either it waits and starts over with
/// `connect`. [#close] is called last, from that thread too; where the account goes to another
/// ingestor it is called then, and another source is opened if the account comes back. To stop, the
/// engine interrupts the thread while it is in `connect` or `read`: both must let the
/// [InterruptedException] out.
///
/// What the exceptions make the engine do:
/// - [SourceUnavailable]: back off, at least as long as the service asked for, then `connect`;
/// - [AccountRejected]: stop this account and say why; the other accounts go on;
/// - any other is a defect: it is reported and treated like `SourceUnavailable`.
///
/// No message of any exception may hold a credential or the text of a message.
public interface Source extends AutoCloseable {

    /// Makes sure that the service lets us in.
    ///
    /// @return whose account it is; the same on every call
    AccountId connect() throws InterruptedException;

    /// Tells where the account's further streams stand, for a source that moves any. Called each
    /// time the log was opened, before the next [#read].
    ///
    /// @param streams reads their last committed cursors, by the streams' names
    default void resume(Supplier<Map<String, Cursor>> streams) {}

    /// Waits for events. An empty batch is a fair answer after a while.
    ///
    /// A source that cannot ask its service again for what comes after a cursor must keep what it
    /// handed out until `after` shows that it was committed, and must fill the hole that a crash
    /// leaves when it is read for the first time.
    ///
    /// @param after the last committed cursor: everything up to it is durably in the log,
    ///   everything handed out beyond it is not and must be given again; null if nothing ever was
    Batch read(@Nullable Cursor after) throws InterruptedException;

    /// What the source can tell of itself beyond what the engine knows, for `/status`: names and
    /// values that only this service has. Asked at any time, from any thread; it must not wait.
    default ObjectNode details() {
        return JsonMapper.shared().createObjectNode();
    }

    @Override
    void close();
}
