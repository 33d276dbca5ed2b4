package dev.tributary.ingestor.telegram.tdlib;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Has TDLib throw away what it keeps of chats and messages, as it does when it is opened without a
/// message database. Who is signed in stays, and up to where updates were taken, and files. It is
/// not connected meanwhile: it must take no update that nobody hears.
public final class TdForgetting {

    /// A directory that a dead process had open is free again after about 20 s.
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private TdForgetting() {}

    /// @param session that nobody has open
    public static void forget(TdHub hub, TdSession session) throws InterruptedException {
        TdClient client = hub.client(session, TdPurpose.FORGET);
        try {
            await(client.open());
        } finally {
            client.close();
        }
        await(client.closed());
    }

    private static void await(Future<?> end) throws InterruptedException {
        try {
            Object _ = end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Who opens the session next meets the same, and says so.
        }
    }
}
