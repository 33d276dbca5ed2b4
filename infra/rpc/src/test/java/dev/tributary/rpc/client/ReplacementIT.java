package dev.tributary.rpc.client;

import static dev.tributary.rpc.TestHandler.command;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.rpc.ChildDaemon;
import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.client.DaemonProcess.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("stack")
@Timeout(60)
class ReplacementIT {

    private static final Duration TICK = Duration.ofMillis(30);

    private ChildDaemon daemon;
    private final CollectedReply reply = new CollectedReply();

    @BeforeEach
    void place() throws Exception {
        daemon = new ChildDaemon();
    }

    @AfterEach
    void kill() throws Exception {
        daemon.close();
    }

    @Test
    void killed_in_the_middle_of_a_reply_it_is_missed_by_name_and_the_next_call_recovers()
            throws Exception {
        long pid = pid("b1");
        CollectedReply cut = new CollectedReply();
        FutureTask<Integer> call = calling("wait", cut);
        cut.awaitBegin();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThatThrownBy(() -> call.get(5, SECONDS))
                .hasCauseInstanceOf(ReplyLost.class)
                .hasMessageContaining("process " + pid);
        int code = daemon.client("b1").call(command("pid"), reply, daemon.start("b1"));

        assertThat(code).isZero();
        assertThat(reply.slow()).containsExactly(Slowness.RECOVERED);
        assertThat(reply.out()).isNotEqualTo(Long.toString(pid));
    }

    @Test
    void ten_callers_of_one_process_get_one_daemon() throws Exception {
        Set<String> pids = new HashSet<>();
        List<Future<String>> calls = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                calls.add(clients.submit(() -> Long.toString(pid("b1"))));
            }
            for (Future<String> call : calls) {
                pids.add(call.get());
            }
        }

        assertThat(pids).hasSize(1);
        assertThat(daemon.said()).containsOnlyOnce("starting");
    }

    @Test
    void four_client_processes_that_start_at_once_get_one_daemon() throws Exception {
        List<Process> clients = new ArrayList<>();
        Path directory = daemon.place().directory();
        for (int i = 0; i < 4; i++) {
            List<String> line = new ArrayList<>(ChildDaemon.java());
            line.addAll(List.of(TestClient.class.getName(), directory.toString(), "b1", "pid"));
            clients.add(
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("client" + i).toFile())
                            .start());
        }

        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            clients.get(i).waitFor();
            answers.add(Files.readString(directory.resolve("client" + i)));
        }

        assertThat(answers)
                .containsExactly(
                        Long.toString(DaemonProcess.find(daemon.place()).orElseThrow().pid()));
        assertThat(daemon.said()).containsOnlyOnce("starting");
    }

    @Test
    void a_daemon_of_another_build_finishes_its_work_and_is_replaced() throws Exception {
        long old = pid("b1");
        CollectedReply working = new CollectedReply();
        Path done = daemon.place().directory().resolve("done");
        FutureTask<Integer> work = calling("until " + done, working);
        working.awaitBegin();

        FutureTask<Integer> next =
                calling(() -> daemon.client("b2").call(command("pid"), reply, daemon.start("b2")));
        await().until(() -> !reply.progress().isEmpty());
        Files.createFile(done);

        assertThat(next.get()).isZero();
        assertThat(reply.slow()).containsExactly(Slowness.NEW_BUILD);
        assertThat(reply.progress())
                .containsExactly("waiting for the running daemon to finish its work");
        assertThat(reply.out()).isNotEqualTo(Long.toString(old));
        assertThat(work.get()).isZero();
        assertThat(working.out()).isEqualTo("waiting, done");
        assertThat(daemon.said()).contains("left: a program of another build, \"b2\", takes over");
    }

    @Test
    void one_that_was_stopped_for_a_new_one_is_replaced_as_asked() throws Exception {
        long old = pid("b1");
        DaemonProcess.find(daemon.place()).orElseThrow().stop(Duration.ofSeconds(10));

        Slowness why = daemon.client("b1").restart(daemon.start("b1"));

        assertThat(why).isEqualTo(Slowness.FORCED);
        assertThat(pid("b1")).isNotEqualTo(old);
    }

    @Test
    void the_older_build_replaces_the_newer_one_just_as_well() throws Exception {
        pid("b2");

        daemon.client("b1").call(command("echo old"), reply, daemon.start("b1"));

        assertThat(reply.slow()).containsExactly(Slowness.NEW_BUILD);
        assertThat(reply.out()).isEqualTo("old");
    }

    @Test
    void a_start_that_brings_another_build_than_the_clients_is_no_endless_loop() {
        assertThatThrownBy(
                        () -> daemon.client("b2").call(command("pid"), reply, daemon.start("b1")))
                .isInstanceOf(DaemonUnavailable.class)
                .hasMessageContaining("is of build \"b1\", this program of build \"b2\"");
    }

    @Test
    void sigterm_lets_it_finish_its_reply() throws Exception {
        pid("b1");
        FutureTask<Integer> call = calling("sleep 700", reply);
        reply.awaitBegin();

        Ending ending =
                DaemonProcess.find(daemon.place()).orElseThrow().stop(Duration.ofSeconds(10));

        assertThat(ending).isEqualTo(Ending.DRAINED);
        assertThat(call.get()).isZero();
        assertThat(reply.out()).isEqualTo("slept");
        assertThat(DaemonProcess.find(daemon.place())).isEmpty();
        assertThat(daemon.place().socket()).doesNotExist();
    }

    @Test
    void callers_notice_nothing_of_daemons_that_come_and_go() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicIntegerArray calls = new AtomicIntegerArray(8);
        List<Future<?>> callers = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (threads;
                AutoCloseable _ = () -> enough.set(true)) {
            for (int caller = 0; caller < calls.length(); caller++) {
                int number = caller;
                callers.add(threads.submit(() -> callUntil(enough, calls, number)));
            }
            for (int stopped = 0; stopped < 3; stopped++) {
                long pid = pid("b1");
                awaitMoreOfEach(calls, callers);
                new DaemonProcess(pid).stop(Duration.ofSeconds(10));
            }
            pid("b1");
            awaitMoreOfEach(calls, callers);
        }

        for (Future<?> caller : callers) {
            assertThat(caller.get()).isNull();
        }
        assertThat(daemon.said().split("left: SIGTERM", -1)).hasSize(4);
    }

    private Void callUntil(AtomicBoolean enough, AtomicIntegerArray calls, int number)
            throws Exception {
        while (!enough.get()) {
            assertThat(pid("b1")).isPositive();
            calls.incrementAndGet(number);
        }
        return null;
    }

    private static void awaitMoreOfEach(AtomicIntegerArray calls, List<Future<?>> callers) {
        for (int caller = 0; caller < calls.length(); caller++) {
            int number = caller;
            int enough = calls.get(number) + 20;
            await().atMost(10, SECONDS)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> calls.get(number) >= enough || callers.get(number).isDone());
        }
    }

    @Test
    void what_does_not_stop_is_killed() throws Exception {
        pid("b1");
        FutureTask<Integer> call = calling("wait", reply);
        reply.awaitBegin();

        Ending ending =
                DaemonProcess.find(daemon.place()).orElseThrow().stop(Duration.ofMillis(300));

        assertThat(ending).isEqualTo(Ending.KILLED);
        assertThatThrownBy(call::get).hasCauseInstanceOf(ReplyLost.class);
        assertThat(DaemonProcess.find(daemon.place())).isEmpty();
    }

    @Test
    void suspended_it_is_named_instead_of_waited_for_and_can_be_replaced() throws Exception {
        long pid = pid("b1");
        signal("STOP", pid);
        await().until(() -> isSuspended(pid));
        DaemonClient client = new DaemonClient(daemon.place(), "b1", TICK);

        assertThatThrownBy(() -> client.call(command("pid"), reply, daemon.start("b1")))
                .isInstanceOf(DaemonUnavailable.class)
                .hasMessageContaining("process " + pid)
                .hasMessageContaining("restart it");
        assertThatThrownBy(() -> client.callRunning(command("pid"), reply))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("process " + pid);

        DaemonProcess.find(daemon.place()).orElseThrow().stop(Duration.ofMillis(300));
        assertThat(pid("b1")).isNotEqualTo(pid);
    }

    @Test
    void suspended_in_the_middle_of_a_reply_it_is_named_as_well() throws Exception {
        long pid = pid("b1");
        DaemonClient client = new DaemonClient(daemon.place(), "b1", TICK);
        FutureTask<Integer> call =
                calling(() -> client.call(command("wait"), reply, daemon.start("b1")));
        reply.awaitBegin();

        signal("STOP", pid);

        assertThatThrownBy(call::get)
                .hasCauseInstanceOf(ReplyLost.class)
                .hasMessageContaining("process " + pid)
                .hasMessageContaining("restart it");
    }

    /// Each thread stops by itself; one that still runs may say Hello.
    private static boolean isSuspended(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                // Source: proc_pid_stat(5); the name before the state may hold anything.
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        }
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    @Test
    void nobody_asking_it_leaves_and_the_next_call_is_a_first_start() throws Exception {
        daemon.client("b1")
                .call(command("pid"), new CollectedReply(), daemon.start("b1", "-Didle=1"));
        await().atMost(10, SECONDS).until(() -> DaemonProcess.find(daemon.place()).isEmpty());

        daemon.client("b1").call(command("pid"), reply, daemon.start("b1"));

        assertThat(daemon.said()).contains("left: idle for");
        assertThat(reply.slow()).containsExactly(Slowness.FIRST_START);
    }

    @Test
    void it_leads_a_session_of_its_own_that_no_terminal_can_end() throws Exception {
        long pid = pid("b1");

        String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1);

        assertThat(stat[5]).isEqualTo(Long.toString(pid));
    }

    private long pid(String build) throws Exception {
        CollectedReply answer = new CollectedReply();
        daemon.client(build).call(command("pid"), answer, daemon.start(build));
        return Long.parseLong(answer.out());
    }

    private FutureTask<Integer> calling(String text, CollectedReply into) {
        return calling(() -> daemon.client("b1").call(command(text), into, daemon.start("b1")));
    }

    private static FutureTask<Integer> calling(Callable<Integer> call) {
        FutureTask<Integer> task = new FutureTask<>(call);
        Thread.startVirtualThread(task);
        return task;
    }
}
