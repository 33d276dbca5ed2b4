package dev.tributary.rpc.daemon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnTest {

    private final Semaphore turns = new Semaphore(1, true);
    private final Semaphore followers = new Semaphore(1);
    private final Turn turn = new Turn(turns, followers);

    @Test
    void a_write_that_takes_too_long_lends_it() throws Exception {
        turn.take();
        turn.beginWrite();

        turn.lend(Duration.ZERO);

        assertThat(turns.availablePermits()).isOne();
    }

    @Test
    void a_write_within_the_patience_keeps_it() throws Exception {
        turn.take();
        turn.beginWrite();

        turn.lend(Duration.ofHours(1));

        assertThat(turns.availablePermits()).isZero();
    }

    @Test
    void who_works_keeps_it() throws Exception {
        turn.take();
        turn.beginWrite();
        turn.endWrite();

        turn.lend(Duration.ZERO);

        assertThat(turns.availablePermits()).isZero();
    }

    @Test
    void a_lent_one_is_waited_for_before_the_command_goes_on() throws Exception {
        lend();
        Turn other = new Turn(turns, followers);
        other.take();
        FutureTask<Boolean> back = new FutureTask<>(this::takeBack);
        Thread.startVirtualThread(back);
        await().until(turns::hasQueuedThreads);

        other.end();

        assertThat(back.get(5, SECONDS)).isTrue();
        assertThat(turns.availablePermits()).isZero();
    }

    @Test
    void two_writers_of_one_command_take_back_one_turn() throws Exception {
        turn.take();
        turn.beginWrite();
        turn.beginWrite();
        turn.lend(Duration.ZERO);
        turn.endWrite();
        turn.endWrite();

        turn.take();
        FutureTask<Boolean> second = new FutureTask<>(turn::take);
        Thread.startVirtualThread(second);
        await().until(turns::hasQueuedThreads);
        turn.end();

        assertThat(second.get(5, SECONDS)).isFalse();
        assertThat(turns.availablePermits()).isOne();
    }

    @Test
    void a_command_that_ends_while_it_is_lent_gives_back_nothing() throws Exception {
        lend();

        turn.end();

        assertThat(turns.availablePermits()).isOne();
        assertThat(turn.end()).isFalse();
        assertThat(turn.isOver()).isTrue();
    }

    @Test
    void a_command_that_is_cancelled_while_it_waits_for_its_own_holds_nothing() throws Exception {
        lend();
        Turn other = new Turn(turns, followers);
        other.take();
        Thread.currentThread().interrupt();

        assertThatThrownBy(turn::takeBack).isInstanceOf(InterruptedException.class);

        turn.end();
        other.end();
        assertThat(turns.availablePermits()).isOne();
    }

    @Test
    void who_follows_gives_it_back_and_leaves_a_follower_s_place_at_its_end() throws Exception {
        turn.take();

        boolean follows = turn.follow();

        assertThat(follows).isTrue();
        assertThat(turns.availablePermits()).isOne();
        assertThat(followers.availablePermits()).isZero();
        turn.end();
        assertThat(turns.availablePermits()).isOne();
        assertThat(followers.availablePermits()).isOne();
        assertThat(turn.isFollowing()).isTrue();
    }

    private void lend() throws InterruptedException {
        turn.take();
        turn.beginWrite();
        turn.lend(Duration.ZERO);
        turn.endWrite();
    }

    private boolean takeBack() throws InterruptedException {
        turn.takeBack();
        return true;
    }
}
