package dev.tributary.ingestor.lease;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.log.LogClients;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Our part in the question who reads an account, from [#join] to [#close]. The account's thread
/// asks; a thread of the lease's own talks to Kafka.
public final class AccountLease implements AutoCloseable {

    /// What the account's thread does when it is told to leave takes far less, unless Kafka does
    /// not answer; then the transactional id keeps the two apart.
    private static final Duration HAND_OVER = Duration.ofSeconds(30);

    private static final Standing ASKED = new Standing.Unknown("no answer yet");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Membership membership;
    private final Thread thread;

    private Standing standing = ASKED;
    private boolean taken;

    private AccountLease(LogClients log, AccountId account, Instance instance) {
        this.membership = new Membership(log, account, instance, this::stands, System::nanoTime);
        this.thread = Thread.ofVirtual().name("lease-" + account).unstarted(membership);
    }

    /// Asks Kafka for the account, and goes on asking.
    public static AccountLease join(LogClients log, AccountId account, Instance instance) {
        AccountLease lease = new AccountLease(log, account, instance);
        lease.thread.start();
        return lease;
    }

    /// Waits until things stand otherwise than the caller knows.
    ///
    /// @param known what the caller knows; null for nothing: any answer of Kafka is news
    /// @param patience after which what stands is told anyway
    /// @return a tenure is told once: who gets it must leave it
    public Standing await(@Nullable Standing known, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && !isNews(known)) {
                left = changed.awaitNanos(left);
            }
            return told();
        } finally {
            lock.unlock();
        }
    }

    private Standing told() {
        if (standing instanceof Standing.Held(Tenure tenure)) {
            if (taken || tenure.isOver()) {
                return new Standing.Unknown("the lease ran out");
            }
            taken = true;
        }
        return standing;
    }

    private boolean isNews(@Nullable Standing known) {
        return switch (standing) {
            case Standing.Unknown _ -> known instanceof Standing.Elsewhere;
            case Standing.Held(Tenure tenure) -> !taken && !tenure.isOver();
            case Standing.Elsewhere _ -> !standing.equals(known);
        };
    }

    /// Called by the lease's thread. Returns when a tenure that this ends was left.
    private void stands(Standing next) {
        Standing before;
        boolean wasTaken;
        lock.lock();
        try {
            before = standing;
            wasTaken = taken;
            standing = next;
            taken = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (before instanceof Standing.Held(Tenure tenure)) {
            tenure.end(wasTaken ? HAND_OVER : Duration.ZERO);
        }
    }

    /// Gives the account up, so that another may read it at once. A tenure must have been left.
    @Override
    public void close() {
        membership.leave();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
