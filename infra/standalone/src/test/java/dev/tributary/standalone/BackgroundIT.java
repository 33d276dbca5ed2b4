package dev.tributary.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.program.Installation;
import dev.tributary.rpc.client.DaemonProcess;
import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.standalone.stack.Scratch;
import dev.tributary.standalone.stack.StackState;
import dev.tributary.standalone.stack.StackState.Phase;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A stack in the background from its start to the end of its data: each step goes on from the one
/// before, because each start of a stack takes seconds.
@Tag("stack")
@TestMethodOrder(OrderAnnotation.class)
class BackgroundIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration A_START = Duration.ofSeconds(90);

    private static Scratch scratch;
    private static DataDirectory data;
    private static Outcome start;

    /// What a command left.
    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void starts_it_in_a_session_that_is_hung_up_afterwards() throws Exception {
        scratch = Scratch.create("background");
        data = scratch.data();
        Files.writeString(
                scratch.path().resolve("tributary.toml"), "[embedding]\nenabled = false\n");
        List<String> session =
                new ArrayList<>(
                        List.of(
                                "setsid",
                                "sh",
                                "-c",
                                "\"$@\"; echo ended $? >&2; kill -HUP 0",
                                "sh"));
        session.addAll(command("up", "--detach"));
        start = run(session);
    }

    @AfterAll
    static void deletes_it() throws IOException, InterruptedException {
        tributary("down", "--quiet");
        scratch.close();
    }

    @Test
    @Order(1)
    void outlives_the_session_that_started_it() throws IOException {
        assertThat(start.err()).contains("tributary: up, process ", "ended 0");
        assertThat(start.err()).doesNotContain("starting Kafka");
        StackState state = StackState.of(data);
        assertThat(state.phase()).isEqualTo(Phase.UP);
        Path process = Path.of("/proc/" + state.pid().getAsLong());
        assertThat(Files.readSymbolicLink(process.resolve("cwd"))).hasToString("/");
        assertThat(Files.readSymbolicLink(process.resolve("fd/0"))).hasToString("/dev/null");
        assertThat(session(process)).isEqualTo(state.supervisor().getAsLong());
    }

    @Test
    @Order(2)
    void refuses_a_second_one_on_the_same_data() throws Exception {
        Outcome second = tributary("up", "--detach");

        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err())
                .startsWith("tributary: process ")
                .contains("already runs the stack", "tributary down");
    }

    @Test
    @Order(3)
    void is_up_again_after_it_was_killed_and_tells_so() throws Exception {
        long killed = StackState.of(data).pid().getAsLong();

        signal("KILL", killed);

        awaitUpAgain(killed);
        Outcome status = tributary("status", "--output", "json");
        assertThat(status.code()).isZero();
        JsonNode stack = json(status).at("/data/stack");
        assertThat(stack.path("state").asString()).isEqualTo("up");
        assertThat(stack.at("/restarts/since_asked").asInt()).isEqualTo(1);
        assertThat(stack.at("/last_end/how").asString()).isEqualTo("killed");
        assertThat(stack.at("/last_end/detail").asString()).isEqualTo("signal 9");
        assertThat(stack.at("/ports/kafka").asInt()).isPositive();
        assertThat(json(status).at("/data/stages/store").asString()).isNotEmpty();
    }

    @Test
    @Order(4)
    void shows_the_end_of_its_log() throws Exception {
        Outcome logs = tributary("logs", "--lines", "50");

        assertThat(logs.code()).isZero();
        assertThat(logs.out()).contains("the run before did not end in order");
    }

    @Test
    @Order(5)
    void stops_in_the_pause_after_a_crash_and_takes_the_query_daemon_along() throws Exception {
        // Given
        Process daemon =
                new ProcessBuilder(
                                java(
                                        "dev.tributary.cli.QueryCli",
                                        "daemon",
                                        "start",
                                        "--foreground"))
                        .redirectErrorStream(true)
                        .redirectOutput(data.logs().resolve("query-daemon.out").toFile())
                        .start();
        DaemonPlace place =
                DaemonLaunch.place(
                        new Installation(Map.of("TRIBUTARY_HOME", data.root().toString()))
                                .identity(),
                        System.getenv());
        await().atMost(A_START).until(() -> DaemonProcess.find(place).isPresent());
        signal("SEGV", StackState.of(data).pid().getAsLong());
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> StackState.of(data).phase() == Phase.RESTARTING);

        // When
        Outcome down = tributary("down");

        // Then
        assertThat(down.code()).isZero();
        assertThat(down.err())
                .contains("tributary: stopped the query daemon, process " + daemon.pid())
                .contains("tributary: stopped process ");
        assertThat(daemon.isAlive()).isFalse();
        assertThat(StackState.of(data).phase()).isEqualTo(Phase.DOWN);
        assertThat(StackState.of(data).supervisor()).isEmpty();
    }

    @Test
    @Order(6)
    void tells_of_the_crash_while_nothing_runs() throws Exception {
        Outcome status = tributary("status");

        assertThat(status.code()).isEqualTo(4);
        assertThat(status.out())
                .contains("stack     down")
                .contains("last end  crashed (hs_err_")
                .containsPattern("crash +.*/logs/hs_err_\\d+\\.log +SIGSEGV");
        assertThat(json(tributary("status", "--output", "json")).at("/data/stack/state").asString())
                .isEqualTo("down");
    }

    @Test
    @Order(7)
    void names_the_holder_of_a_port_before_it_detaches() throws Exception {
        int port = Integer.parseInt(Files.readString(data.kafka().resolve("port")).strip());
        int starts = StackState.of(data).starts().last().size();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Outcome up = tributary("up", "--detach");

            assertThat(up.code()).isEqualTo(1);
            assertThat(up.err())
                    .contains(
                            "port "
                                    + port
                                    + " of 127.0.0.1 is taken by process "
                                    + ProcessHandle.current().pid())
                    .contains("stop that one, or delete \"" + data.kafka().resolve("port") + "\"");
            assertThat(StackState.of(data).starts().last()).hasSize(starts);
        }
    }

    private static void awaitUpAgain(long before) {
        await().atMost(A_START)
                .until(() -> {
                    StackState now = StackState.of(data);
                    return now.phase() == Phase.UP && now.pid().getAsLong() != before;
                });
    }

    /// The sixth field of `/proc/PID/stat`.
    private static long session(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(run(List.of("kill", "-" + name, Long.toString(pid))).code()).isZero();
    }

    private static JsonNode json(Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.out());
    }

    private static Outcome tributary(String... arguments) throws IOException, InterruptedException {
        return run(command(arguments));
    }

    private static List<String> command(String... arguments) {
        return java("dev.tributary.standalone.Tributary", arguments);
    }

    private static List<String> java(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dtributary.root=" + ROOT,
                                "-cp",
                                System.getProperty("java.class.path"),
                                program));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", scratch.path().toString()));
        return command;
    }

    private static Outcome run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        int code = builder.start().waitFor();
        Outcome outcome =
                new Outcome(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        Files.delete(out);
        Files.delete(err);
        return outcome;
    }
}
