package dev.tributary.query;

import dev.tributary.contract.runtime.Endpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A connection that a program of one question opens on a thread beside, while it still finds out
/// what is asked: loading the driver and being let in take as long as reading the command line. It
/// is a guess about the archive. Where the guess was wrong or Postgres did not answer, nobody is
/// told: the question connects as if there had been none, and fails in its own words.
public final class EarlyConnection implements AutoCloseable {

    private record Opened(Endpoints.Postgres archive, Connection connection) {}

    private final FutureTask<Optional<Opened>> opening;
    private boolean taken;

    private EarlyConnection(Callable<Optional<Opened>> open) {
        opening = new FutureTask<>(open);
    }

    /// Opens nothing.
    public static EarlyConnection none() {
        EarlyConnection none = new EarlyConnection(Optional::empty);
        none.opening.run();
        return none;
    }

    /// @param guess names the archive; called on the thread beside, may fail
    public static EarlyConnection open(Callable<Optional<Endpoints.Postgres>> guess) {
        EarlyConnection early = new EarlyConnection(() -> connect(guess.call().orElse(null)));
        Thread.ofPlatform().daemon().name("early-connection").start(early.opening);
        return early;
    }

    private static Optional<Opened> connect(Endpoints.@Nullable Postgres archive)
            throws SQLException {
        return archive == null
                ? Optional.empty()
                : Optional.of(new Opened(archive, QueryEngine.once(archive).getConnection()));
    }

    /// Waits until it is open. The first caller gets it.
    ///
    /// @return null if there is none to this archive
    synchronized @Nullable Connection take(Endpoints.Postgres archive) throws SQLException {
        if (taken) {
            return null;
        }
        try {
            Opened opened = opening.get().orElse(null);
            if (opened == null || !opened.archive().equals(archive)) {
                return null;
            }
            taken = true;
            return opened.connection();
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while connecting", "57014", e);
        }
    }

    /// Closes what nobody took; what is still being opened goes with the process.
    @Override
    public synchronized void close() {
        if (taken || opening.state() != FutureTask.State.SUCCESS) {
            return;
        }
        taken = true;
        opening.resultNow().ifPresent(opened -> close(opened.connection()));
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is not needed, so nobody misses it.
            return;
        }
    }
}
