package dev.tributary.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections that outlive their question. There is no thread, and nobody waits here: whoever
/// finds none that is free opens one, so that a Postgres that is away is told at once and in its
/// own words, as if nothing were kept. How many there are is for the caller to limit.
final class KeptConnections implements Connections {

    private static final Logger log = LoggerFactory.getLogger(KeptConnections.class);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final int SECONDS_TO_ANSWER = 1;

    private record Idle(Connection connection, long sinceNanos) {}

    private final DataSource archive;

    /// The one that was used last stands first, so that the others grow old.
    private final Deque<Idle> idle = new ArrayDeque<>();

    /// Null from the moment that somebody takes it.
    private @Nullable FutureTask<Connection> ahead;

    private boolean closed;

    KeptConnections(DataSource archive) {
        this.archive = archive;
    }

    @Override
    public void openAhead() {
        FutureTask<Connection> opening = new FutureTask<>(archive::getConnection);
        synchronized (this) {
            if (closed || ahead != null || !idle.isEmpty()) {
                return;
            }
            ahead = opening;
        }
        opening.run();
        if (opening.state() == FutureTask.State.SUCCESS && isClosed()) {
            close(opening.resultNow());
        }
    }

    @Override
    public Connection take() throws SQLException {
        Connection early = early();
        Connection kept = early == null ? last() : early;
        if (kept == null) {
            return archive.getConnection();
        }
        if (kept.isValid(SECONDS_TO_ANSWER)) {
            return kept;
        }
        // Postgres went, and all that were open to it are dead.
        close(kept);
        drop(Long.MIN_VALUE);
        return archive.getConnection();
    }

    @Override
    public void leave(Connection connection, boolean sound) throws SQLException {
        if (!sound || connection.isClosed()) {
            close(connection);
            return;
        }
        connection.setAutoCommit(true);
        if (!keep(connection)) {
            close(connection);
        }
        drop(IDLE.toNanos());
    }

    private @Nullable Connection early() throws SQLException {
        FutureTask<Connection> opening;
        synchronized (this) {
            opening = ahead;
            ahead = null;
        }
        if (opening == null) {
            return null;
        }
        try {
            return opening.get();
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            leaveToOthers(opening);
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while connecting", "57014", e);
        }
    }

    private synchronized void leaveToOthers(FutureTask<Connection> opening) {
        ahead = opening;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized @Nullable Connection last() {
        Idle last = idle.pollFirst();
        return last == null ? null : last.connection();
    }

    private synchronized boolean keep(Connection connection) {
        if (!closed) {
            idle.addFirst(new Idle(connection, System.nanoTime()));
        }
        return !closed;
    }

    private void drop(long longerThanNanos) {
        List<Connection> old = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            while (!idle.isEmpty() && now - idle.getLast().sinceNanos() > longerThanNanos) {
                old.add(idle.removeLast().connection());
            }
        }
        old.forEach(KeptConnections::close);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.atDebug().addKeyValue("error", e.getMessage()).log("a connection was gone already");
        }
    }

    /// Those that are in use are closed when they are left.
    @Override
    public void close() {
        FutureTask<Connection> opened;
        synchronized (this) {
            closed = true;
            opened = ahead;
        }
        if (opened != null && opened.state() == FutureTask.State.SUCCESS) {
            close(opened.resultNow());
        }
        drop(Long.MIN_VALUE);
    }
}
