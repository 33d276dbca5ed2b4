package dev.tributary.ingestor.telegram;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.source.Source;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One Telegram account: keeps its session, and tells when Telegram ends it.
final class TelegramSource implements Source {

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Supplier<OpenSession> sessions;
    private @Nullable OpenSession session;

    /// @param sessions makes one that is not opened yet
    TelegramSource(Supplier<OpenSession> sessions) {
        this.sessions = sessions;
    }

    @Override
    public AccountId connect() throws InterruptedException {
        close();
        OpenSession opened = sessions.get();
        session = opened;
        return opened.open();
    }

    @Override
    public Batch read(@Nullable Cursor after) throws InterruptedException {
        OpenSession open = session;
        if (open == null) {
            throw new IllegalStateException("read before it was connected");
        }
        try {
            open.lost().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // All is well.
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this", e);
        }
        open.check();
        return Batch.EMPTY;
    }

    @Override
    public void close() {
        OpenSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
