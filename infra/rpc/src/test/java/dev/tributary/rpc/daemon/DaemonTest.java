package dev.tributary.rpc.daemon;

import static dev.tributary.rpc.LocalDaemon.LIMITS;
import static dev.tributary.rpc.TestHandler.command;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.LocalDaemon;
import dev.tributary.rpc.TestHandler;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonUnavailable;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class DaemonTest {

    private final TestHandler handler = new TestHandler();
    private final CollectedReply reply = new CollectedReply();
    private LocalDaemon local;

    @BeforeEach
    void open() throws Exception {
        local = new LocalDaemon(handler, LIMITS);
    }

    @AfterEach
    void close() throws Exception {
        handler.open();
        local.close();
    }

    @Test
    void a_command_is_answered_with_output_and_exit_code() throws Exception {
        int code = local.call("exit 3", reply);
        local.call("echo tea", reply);
        local.call("progress loading", reply);

        assertThat(code).isEqualTo(3);
        assertThat(reply.out()).isEqualTo("tea");
        assertThat(reply.err()).isEqualTo("loading");
        assertThat(reply.progress()).containsExactly("loading");
        assertThat(reply.slow()).isEmpty();
    }

    @Test
    void the_socket_is_its_users_alone() throws Exception {
        assertThat(Files.getPosixFilePermissions(local.place().socket()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @CsvSource({
        "fail no such table, 'IllegalStateException: no such table'",
        "overflow, StackOverflowError",
        "memory, OutOfMemoryError",
        "nonsense, IllegalArgumentException"
    })
    void a_handler_that_breaks_is_an_error_for_its_caller_alone(String text, String sentence)
            throws Exception {
        assertThatThrownBy(() -> local.call(text, reply))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");

        assertThat(local.ask("echo on")).isEqualTo("on");
        assertThat(local.daemon().facts().failed()).isEqualTo(1);
    }

    @Test
    void a_command_up_to_the_limit_is_taken_and_a_larger_one_is_refused_by_the_client()
            throws Exception {
        String largest = "size " + "x".repeat(LIMITS.commandBytes() - 5);

        String size = local.ask(largest);

        assertThat(size).isEqualTo(Integer.toString(LIMITS.commandBytes()));
        assertThatThrownBy(() -> local.ask(largest + "x"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("takes at most 1048576");
    }

    @Test
    void a_caller_that_is_interrupted_cancels_its_handler_at_once() throws Exception {
        Thread caller = calling("wait", reply);
        reply.awaitBegin();

        caller.interrupt();

        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofMillis(100))
                .until(() -> handler.interrupted() == 1);
        await().until(() -> local.daemon().facts().cancelled() == 1);
        assertThat(local.daemon().facts().running()).isZero();
        assertThat(local.daemon().facts().failed()).isZero();
    }

    @Test
    void a_handler_that_ignores_its_callers_leaving_is_cut_off_after_the_grace() throws Exception {
        Thread caller = calling("stubborn", reply);
        reply.awaitBegin();

        caller.interrupt();

        await().until(() -> local.daemon().facts().cutOff() == 1);
        assertThat(local.daemon().facts().running()).isZero();
        assertThat(local.ask("echo on")).isEqualTo("on");
    }

    @Test
    void a_command_beyond_the_limit_waits_for_its_turn() throws Exception {
        try (LocalDaemon narrow = new LocalDaemon(handler, limits(1, 10))) {
            Thread first = Thread.startVirtualThread(() -> call(narrow, "wait", reply));
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
    }

    @Test
    void a_slot_of_a_handler_that_was_cut_off_is_free_again() throws Exception {
        try (LocalDaemon narrow = new LocalDaemon(handler, limits(1, 10))) {
            Thread first = Thread.startVirtualThread(() -> call(narrow, "stubborn", reply));
            reply.awaitBegin();

            first.interrupt();

            assertThat(narrow.ask("echo on")).isEqualTo("on");
        }
    }

    @Test
    void a_connection_too_many_is_told_that_the_daemon_is_busy() throws Exception {
        try (LocalDaemon narrow = new LocalDaemon(handler, limits(4, 1))) {
            Thread.startVirtualThread(() -> call(narrow, "wait", reply));
            reply.awaitBegin();

            assertThatThrownBy(() -> narrow.ask("echo no"))
                    .isInstanceOf(DaemonUnavailable.class)
                    .hasMessageContaining("too many connections");
            handler.open();
        }
    }

    @Test
    void what_it_says_about_itself_counts_every_ending() throws Exception {
        for (int i = 0; i < 10; i++) {
            local.ask("echo " + i);
        }

        DaemonFacts facts = local.daemon().facts();

        assertThat(facts.served()).isEqualTo(10);
        assertThat(facts.running()).isZero();
        assertThat(facts.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(facts.build()).isEqualTo(LocalDaemon.BUILD);
        assertThat(facts.latency().p50()).isPositive();
        assertThat(facts.latency().max()).isGreaterThanOrEqualTo(facts.latency().p99());
    }

    @Test
    void a_second_instance_is_told_who_is_the_first() {
        assertThatThrownBy(() -> Daemon.open(local.place(), "b1", handler, LIMITS, List.of()))
                .isInstanceOf(InstanceRuns.class)
                .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void it_leaves_when_an_expiry_says_so_and_removes_its_socket() throws Exception {
        try (LocalDaemon idle =
                new LocalDaemon(handler, LIMITS, Expiry.afterIdle(Duration.ofMillis(10)))) {
            String why = idle.daemon().awaitEnd();

            assertThat(why).startsWith("idle for");
            assertThat(idle.place().socket()).doesNotExist();
        }
    }

    @Test
    void it_leaves_when_its_socket_is_removed_since_nobody_can_find_it() throws Exception {
        Files.delete(local.place().socket());

        assertThat(local.daemon().awaitEnd()).isEqualTo("its socket was removed");
    }

    @Test
    void a_running_command_is_not_idleness() throws Exception {
        List<Duration> seen = new ArrayList<>();
        try (LocalDaemon watched =
                new LocalDaemon(
                        handler,
                        LIMITS,
                        idle -> {
                            seen.add(idle);
                            return java.util.Optional.empty();
                        })) {
            Thread.startVirtualThread(() -> call(watched, "wait", reply));
            reply.awaitBegin();

            await().until(() -> !seen.isEmpty());

            assertThat(seen.getFirst()).isZero();
            handler.open();
        }
    }

    @Test
    void who_follows_takes_nobodys_turn() throws Exception {
        try (LocalDaemon narrow = new LocalDaemon(handler, limits(1, 10))) {
            List<CollectedReply> replies = List.of(new CollectedReply(), new CollectedReply());
            for (CollectedReply follower : replies) {
                Thread.startVirtualThread(() -> call(narrow, "follow", follower));
                follower.awaitBegin();
            }

            String answer = narrow.ask("echo between");

            assertThat(answer).isEqualTo("between");
            assertThat(narrow.daemon().facts().following()).isEqualTo(2);
            assertThat(narrow.daemon().facts().running()).isZero();
            assertThat(narrow.ask("follow")).isEqualTo("too many");
            handler.open();
        }
    }

    @Test
    void who_has_followed_leaves_a_place() throws Exception {
        try (LocalDaemon narrow = new LocalDaemon(handler, limits(1, 10))) {
            for (int i = 0; i < 5; i++) {
                CollectedReply follower = new CollectedReply();
                Thread caller = Thread.startVirtualThread(() -> call(narrow, "follow", follower));
                follower.awaitBegin();

                caller.interrupt();

                await().atMost(1, SECONDS).until(() -> narrow.daemon().facts().following() == 0);
                assertThat(follower.out()).isEqualTo("waiting");
            }
            assertThat(narrow.daemon().facts().cancelled()).isEqualTo(5);
        }
    }

    @Test
    void leaving_it_does_not_wait_for_who_follows() throws Exception {
        Thread caller = calling("follow", reply);
        reply.awaitBegin();
        long begun = System.nanoTime();

        local.daemon().leave("test");

        assertThat(local.daemon().awaitEnd()).isEqualTo("test");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        caller.join();
    }

    @Test
    void leaving_it_finishes_what_runs() throws Exception {
        Thread caller = calling("wait", reply);
        reply.awaitBegin();

        local.daemon().leave("test");
        handler.open();

        assertThat(local.daemon().awaitEnd()).isEqualTo("test");
        caller.join();
        assertThat(reply.out()).isEqualTo("waiting, done");
    }

    @Test
    void a_program_of_another_build_makes_it_leave_and_a_question_about_it_does_not()
            throws Exception {
        DaemonClient other = new DaemonClient(local.place(), "b2");
        OptionalInt code = other.callRunning(command("echo about"), reply);
        assertThat(local.place().socket()).exists();

        assertThatThrownBy(() -> other.call(command("echo x"), reply, local.never()));

        assertThat(code).hasValue(0);
        assertThat(reply.out()).isEqualTo("about");
        assertThat(local.daemon().awaitEnd()).contains("another build, \"b2\"");
    }

    @Test
    void nobody_there_is_no_answer() throws Exception {
        local.close();

        assertThat(new DaemonClient(local.place(), "b1").callRunning(command("pid"), reply))
                .isEmpty();
    }

    private static DaemonLimits limits(int commands, int connections) {
        return new DaemonLimits(
                commands, connections, 2, 1 << 10, Duration.ofMillis(100), Duration.ofSeconds(5));
    }

    private Thread calling(String text, CollectedReply reply) {
        return Thread.startVirtualThread(() -> call(local, text, reply));
    }

    /// Whoever is interrupted leaves.
    private static void call(LocalDaemon local, String text, CollectedReply reply) {
        try {
            local.call(text, reply);
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
