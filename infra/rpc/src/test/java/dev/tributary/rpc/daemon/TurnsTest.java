package dev.tributary.rpc.daemon;

import static dev.tributary.rpc.TestHandler.command;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.LocalDaemon;
import dev.tributary.rpc.TestHandler;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Of a daemon that runs one command at a time.
@Timeout(20)
class TurnsTest {

    private static final int FAR_MORE_THAN_A_SOCKET_HOLDS = 10 << 20;

    private final TestHandler handler = new TestHandler();
    private final CollectedReply reply = new CollectedReply();
    private LocalDaemon narrow;

    @BeforeEach
    void open() throws Exception {
        narrow = new LocalDaemon(handler, LocalDaemon.limits(1, 10, Duration.ofSeconds(10)));
    }

    @AfterEach
    void close() throws Exception {
        handler.open();
        narrow.close();
    }

    @Test
    void a_command_beyond_the_limit_waits_for_its_turn() throws Exception {
        Thread first = calling(narrow, "wait", reply);
        reply.awaitBegin();
        FutureTask<String> second = new FutureTask<>(() -> narrow.ask("echo second"));
        Thread.startVirtualThread(second);
        await().until(() -> narrow.daemon().facts().running() == 2);
        assertThat(handler.begun()).isEqualTo(1);

        handler.open();

        assertThat(second.get(5, SECONDS)).isEqualTo("second");
        first.join();
        assertThat(reply.out()).isEqualTo("waiting, done");
    }

    @Test
    void a_slot_of_a_handler_that_was_cut_off_is_free_again() throws Exception {
        DaemonLimits impatient = LocalDaemon.limits(1, 10, Duration.ofMillis(100));
        try (LocalDaemon strict = new LocalDaemon(handler, impatient)) {
            Thread first = calling(strict, "stubborn", reply);
            reply.awaitBegin();

            first.interrupt();

            assertThat(strict.ask("echo on")).isEqualTo("on");
        }
    }

    @Test
    void who_follows_takes_nobodys_turn() throws Exception {
        List<CollectedReply> replies = List.of(new CollectedReply(), new CollectedReply());
        for (CollectedReply follower : replies) {
            calling(narrow, "follow", follower);
            follower.awaitBegin();
        }

        String answer = narrow.ask("echo between");

        assertThat(answer).isEqualTo("between");
        assertThat(narrow.daemon().facts().following()).isEqualTo(2);
        assertThat(narrow.daemon().facts().running()).isZero();
        assertThat(narrow.ask("follow")).isEqualTo("too many");
    }

    @Test
    void who_has_followed_leaves_a_place() throws Exception {
        for (int i = 0; i < 5; i++) {
            CollectedReply follower = new CollectedReply();
            Thread caller = calling(narrow, "follow", follower);
            follower.awaitBegin();

            caller.interrupt();

            await().until(() -> narrow.daemon().facts().following() == 0);
            assertThat(follower.out()).isEqualTo("waiting");
        }
        assertThat(narrow.daemon().facts().cancelled()).isEqualTo(5);
    }

    @Test
    void a_reader_who_pauses_keeps_nobody_waiting_and_misses_nothing() throws Exception {
        Pausing paused = new Pausing();
        FutureTask<Integer> stream =
                new FutureTask<>(
                        () -> call(narrow, "stream " + FAR_MORE_THAN_A_SOCKET_HOLDS, paused));
        Thread.startVirtualThread(stream);
        paused.pauses.await();

        String answer = narrow.ask("echo on");

        assertThat(answer).isEqualTo("on");
        assertThat(narrow.daemon().facts().running()).isEqualTo(1);
        paused.goOn.countDown();
        assertThat(stream.get(10, SECONDS)).isZero();
        assertThat(paused.reply.bytes())
                .isEqualTo(TestHandler.streamed(FAR_MORE_THAN_A_SOCKET_HOLDS));
    }

    /// Reads nothing more from the first piece on until it is told to.
    private static final class Pausing implements ReplySink {

        private final CollectedReply reply = new CollectedReply();
        private final CountDownLatch pauses = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void out(ByteBuffer bytes) throws IOException {
            pauses.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException("the test is over");
            }
            reply.out(bytes);
        }

        @Override
        public void err(ByteBuffer bytes) {}

        @Override
        public void progress(String text) {}

        @Override
        public void slow(Slowness why) {}
    }

    private int call(LocalDaemon daemon, String text, ReplySink sink) throws Exception {
        return new DaemonClient(daemon.place(), LocalDaemon.BUILD)
                .call(command(text), sink, daemon.never());
    }

    private Thread calling(LocalDaemon daemon, String text, ReplySink sink) {
        return Thread.startVirtualThread(() -> {
            try {
                call(daemon, text, sink);
            } catch (InterruptedException | ReplyLost eitherLeft) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}
