package dev.tributary.rpc.daemon;

import static dev.tributary.rpc.LocalDaemon.LIMITS;
import static dev.tributary.rpc.TestHandler.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.LocalDaemon;
import dev.tributary.rpc.TestHandler;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
    void a_caller_that_is_interrupted_cancels_its_handler() throws Exception {
        Thread caller = calling("wait", reply);
        reply.awaitBegin();

        caller.interrupt();

        await().until(() -> handler.interrupted() == 1);
        await().until(() -> local.daemon().facts().cancelled() == 1);
        assertThat(local.daemon().facts().running()).isZero();
        assertThat(local.daemon().facts().failed()).isZero();
    }

    @Test
    void that_a_caller_leaves_reaches_its_handler_within_a_tenth_of_a_second() throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int number = 1; number <= 11; number++) {
            int interrupted = number;
            CollectedReply left = new CollectedReply();
            Thread caller = calling("wait", left);
            left.awaitBegin();
            long begun = System.nanoTime();

            caller.interrupt();

            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> handler.interrupted() == interrupted);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }

        // The median, since the machine may have other things to do now and then.
        times.sort(null);
        assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void a_handler_that_ignores_its_callers_leaving_is_cut_off_after_the_grace() throws Exception {
        DaemonLimits impatient = LocalDaemon.limits(16, 256, Duration.ofMillis(100));
        try (LocalDaemon strict = new LocalDaemon(handler, impatient)) {
            Thread caller = Thread.startVirtualThread(() -> call(strict, "stubborn", reply));
            reply.awaitBegin();

            caller.interrupt();

            await().until(() -> strict.daemon().facts().cutOff() == 1);
            assertThat(strict.daemon().facts().running()).isZero();
            assertThat(strict.ask("echo on")).isEqualTo("on");
        }
    }

    @Test
    void a_connection_too_many_is_told_that_the_daemon_is_busy() throws Exception {
        DaemonLimits one = LocalDaemon.limits(4, 1, Duration.ofSeconds(10));
        try (LocalDaemon narrow = new LocalDaemon(handler, one)) {
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
    void leaving_it_does_not_wait_for_who_follows() throws Exception {
        Thread caller = calling("follow", reply);
        reply.awaitBegin();
        long begun = System.nanoTime();

        local.daemon().leave("test");

        assertThat(local.daemon().awaitEnd()).isEqualTo("test");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMITS.drain());
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

    private Thread calling(String text, CollectedReply reply) {
        return Thread.startVirtualThread(() -> call(local, text, reply));
    }

    private static void call(LocalDaemon local, String text, CollectedReply reply) {
        try {
            local.call(text, reply);
        } catch (InterruptedException | ReplyLost eitherLeft) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
