package dev.tributary.rpc.daemon;

import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.rpc.place.InstanceLock;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running daemon: from the lock on, until it leaves.
public final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private static final Duration BETWEEN_EXPIRIES = Duration.ofSeconds(1);

    /// A client that connects has its command at hand.
    private static final Duration UNTIL_COMMAND = Duration.ofSeconds(30);

    private final InstanceLock lock;
    private final Listener listener;
    private final Sessions sessions;
    private final Drain drain;
    private final Duration beat;
    private final List<Expiry> expiries;
    private final Instant startedAt;
    private final CompletableFuture<String> reason = new CompletableFuture<>();

    private Daemon(
            InstanceLock lock,
            DaemonPlace place,
            String build,
            Handler handler,
            DaemonLimits limits,
            List<Expiry> expiries,
            InstantSource clock)
            throws IOException {
        this.lock = lock;
        this.listener = Listener.open(place, limits.connections());
        this.sessions =
                new Sessions(build, handler, limits, Files.getOwner(place.socket()), this::leave);
        this.drain = new Drain(sessions, limits);
        this.beat = limits.beat();
        this.expiries = List.copyOf(expiries);
        this.startedAt = clock.instant();
    }

    /// Takes the lock, removes what a killed one left behind, and listens.
    ///
    /// @param build identity of this build; a client of another one makes the daemon leave
    /// @throws InstanceRuns if another process is this daemon
    public static Daemon open(
            DaemonPlace place,
            String build,
            Handler handler,
            DaemonLimits limits,
            List<Expiry> expiries)
            throws IOException, InstanceRuns {
        Optional<InstanceLock> lock = InstanceLock.take(place);
        if (lock.isEmpty()) {
            throw new InstanceRuns(InstanceLock.holder(place));
        }
        Daemon daemon = null;
        try {
            InstantSource clock = InstantSource.system();
            daemon = new Daemon(lock.get(), place, build, handler, limits, expiries, clock);
            daemon.begin();
            return daemon;
        } finally {
            if (daemon == null) {
                lock.get().close();
            }
        }
    }

    private void begin() {
        Thread.ofPlatform().daemon().name("listener").start(this::acceptAll);
        Thread.ofPlatform().daemon().name("expiry").start(this::askExpiries);
        Thread.ofPlatform().daemon().name("keeper").start(this::keepSessions);
    }

    private void acceptAll() {
        while (listener.isOpen()) {
            try {
                sessions.accept(listener.accept());
            } catch (ClosedChannelException leaving) {
                return;
            } catch (IOException e) {
                LOG.atError().setCause(e).log("A connection could not be accepted");
                if (isLeavingWithin(BETWEEN_EXPIRIES)) {
                    return;
                }
            }
        }
    }

    private void askExpiries() {
        while (!isLeavingWithin(BETWEEN_EXPIRIES)) {
            if (!listener.isReachable()) {
                leave("its socket was removed");
            }
            Duration idle = sessions.idle();
            for (Expiry expiry : expiries) {
                try {
                    expiry.reason(idle).ifPresent(this::leave);
                } catch (RuntimeException e) {
                    LOG.atError().setCause(e).log("A reason to leave could not be asked for");
                }
            }
        }
    }

    /// Apart from the expiries, which are the program's and may take their time.
    private void keepSessions() {
        try {
            while (listener.isOpen() || connections() > 0) {
                Thread.sleep(beat);
                endSilentOnes(UNTIL_COMMAND);
                sessions.open().forEach(session -> session.look(beat));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param patience since they connected
    void endSilentOnes(Duration patience) {
        for (Session session : sessions.open()) {
            session.endIfSilent(patience);
        }
    }

    private boolean isLeavingWithin(Duration time) {
        try {
            reason.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            return true;
        }
    }

    /// Blocks until an expiry, a newer client or [#leave] ends it and the work is done.
    ///
    /// @return the reason
    public String awaitEnd() throws InterruptedException {
        try {
            String why = reason.get();
            drain.run();
            return why;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reason is never an exception", e);
        }
    }

    /// Takes no more commands and lets the running ones finish; returns at once.
    public void leave(String why) {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.atError().setCause(e).log("The daemon's socket could not be closed");
        }
        if (reason.complete(why)) {
            LOG.atInfo().addKeyValue("error", why).log("The daemon leaves");
        }
    }

    public DaemonFacts facts() {
        return sessions.facts(startedAt);
    }

    /// Open now, whatever they are for.
    int connections() {
        return sessions.open().size();
    }

    /// Drains, then lets go of socket and lock.
    @Override
    public void close() throws IOException {
        leave("the program ends");
        try (lock) {
            drain.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
