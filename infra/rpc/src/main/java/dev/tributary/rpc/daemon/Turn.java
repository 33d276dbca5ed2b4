package dev.tributary.rpc.daemon;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/// A command's right to run: one of the daemon's turns, or a follower's place beside them. A
/// command that waits for its reader lends its turn to others and waits for one before it goes on.
final class Turn {

    private enum State {
        WAITING,
        RUNNING,
        LENT,
        FOLLOWING,
        OVER
    }

    private final Semaphore turns;
    private final Semaphore followers;
    private State state = State.WAITING;
    private boolean follows;
    private int writes;
    private long writingSince;

    /// @param turns one for each command that may run
    /// @param followers one for each that may follow beside them
    Turn(Semaphore turns, Semaphore followers) {
        this.turns = turns;
        this.followers = followers;
    }

    /// Blocks until it is there.
    ///
    /// @return false if the command is over meanwhile
    boolean take() throws InterruptedException {
        turns.acquire();
        synchronized (this) {
            if (state == State.WAITING || state == State.LENT) {
                state = State.RUNNING;
            } else {
                turns.release();
            }
            return state != State.OVER;
        }
    }

    synchronized void beginWrite() {
        writes++;
        writingSince = System.nanoTime();
    }

    synchronized void endWrite() {
        writes--;
    }

    /// Blocks if the turn was lent. To be called after each write that the handler can go on from.
    void takeBack() throws InterruptedException {
        if (isLent()) {
            take();
        }
    }

    private synchronized boolean isLent() {
        return state == State.LENT;
    }

    /// Called from outside now and then.
    ///
    /// @param patience with a write that does not come to its end
    synchronized void lend(Duration patience) {
        if (state == State.RUNNING
                && writes > 0
                && System.nanoTime() - writingSince >= patience.toNanos()) {
            state = State.LENT;
            turns.release();
        }
    }

    /// @return whether it follows, or is over and holds nothing
    synchronized boolean follow() {
        if ((state == State.RUNNING || state == State.LENT) && followers.tryAcquire()) {
            if (state == State.RUNNING) {
                turns.release();
            }
            follows = true;
            state = State.FOLLOWING;
        }
        return state == State.FOLLOWING || state == State.OVER;
    }

    /// @return false if it was over already
    synchronized boolean end() {
        if (state == State.OVER) {
            return false;
        }
        if (state == State.RUNNING) {
            turns.release();
        }
        if (state == State.FOLLOWING) {
            followers.release();
        }
        state = State.OVER;
        return true;
    }

    /// @return whether it follows, or did when it ended
    synchronized boolean isFollowing() {
        return follows;
    }

    synchronized boolean isOver() {
        return state == State.OVER;
    }
}
