package dev.tributary.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.daemon.Handler;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.Hello;
import dev.tributary.rpc.wire.Frame.Output;
import dev.tributary.rpc.wire.Frame.OutputChunk;
import dev.tributary.rpc.wire.Frame.Purpose;
import dev.tributary.rpc.wire.FrameChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client in this process, against a real daemon with a handler of the test's.
class ClientTest {

    private static final List<String> SEARCH = List.of("search", "text", "word");

    private static final Handler AN_ANSWER =
            (_, reply) -> {
                reply.out().write("an answer\n".getBytes(UTF_8));
                return 0;
            };

    @TempDir private Path directory;
    private Surroundings surroundings;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void surroundings() {
        surroundings = with("");
    }

    @Test
    void passesTheArgumentsOnAndTheReplyBack() throws Exception {
        AtomicReference<CommandLineCall> arrived = new AtomicReference<>();
        Handler handler =
                (command, reply) -> {
                    arrived.set(CommandLineCall.decode(command));
                    reply.out().write("an answer\n".getBytes(UTF_8));
                    reply.err().write("a remark\n".getBytes(UTF_8));
                    return 7;
                };

        int exitCode = run(handler, SEARCH);

        assertThat(exitCode).isEqualTo(7);
        assertThat(out).hasToString("an answer\n");
        assertThat(err).hasToString("a remark\n");
        assertThat(arrived.get().arguments()).isEqualTo(SEARCH);
        assertThat(arrived.get().workingDirectory()).isEqualTo(directory);
        assertThat(arrived.get().timeZone()).isEqualTo("Europe/Moscow");
    }

    @Test
    void sendsStdinWhereADashAsksForIt() throws Exception {
        surroundings = with("the words");
        AtomicReference<String> arrived = new AtomicReference<>();

        run(
                (command, _) -> {
                    arrived.set(UTF_8.decode(CommandLineCall.decode(command).stdin()).toString());
                    return 0;
                },
                List.of("search", "text", "-"));

        assertThat(arrived).hasValue("the words");
    }

    @Test
    void refusesAQueryThatIsTooLong() {
        surroundings = with("x".repeat(CommandLineCall.MOST_STDIN + 1));

        int exitCode = run(new Screen(out, err, false), List.of("search", "text", "-"));

        assertThat(exitCode).isEqualTo(64);
        assertThat(err.toString(UTF_8)).contains("longer than 1 MiB");
    }

    @Test
    void tellsAScriptWhereItLooksThatNoDaemonStarts() {
        int exitCode = run(new Screen(out, err, false), List.of("stats", "--output", "json"));

        assertThat(exitCode).isEqualTo(4);
        assertThat(out.toString(UTF_8))
                .startsWith(
                        """
                        {
                          "error" : {
                            "code" : "daemon_unavailable",
                            "message" :\
                        """)
                .endsWith(
                        """
                            "hint" : "query-cli daemon restart starts a new one; the same command with --no-daemon needs none"
                          }
                        }
                        """);
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void tellsAPersonThatTheCommandBroke() throws Exception {
        int exitCode =
                run(
                        (_, _) -> {
                            throw new IllegalStateException("the engine \u001b[31m stopped");
                        },
                        SEARCH);

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .startsWith("query-cli: ")
                .contains("query-cli daemon logs")
                .doesNotContain("\u001b");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void tellsThatTheDaemonWentInTheMiddleOfItsReply() throws Exception {
        try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            daemon.bind(UnixDomainSocketAddress.of(place(SEARCH).socket()));
            FutureTask<Void> dying = new FutureTask<>(() -> halfAReply(daemon));
            Thread.startVirtualThread(dying);

            int exitCode = run(new Screen(out, err, false), SEARCH);

            dying.get();
            assertThat(exitCode).isEqualTo(1);
            assertThat(out).hasToString("half of");
            assertThat(err.toString(UTF_8))
                    .contains("the daemon (process 4711) went before its reply was complete")
                    .contains("run the command again");
        }
    }

    private static Void halfAReply(ServerSocketChannel daemon) throws IOException {
        try (SocketChannel caller = daemon.accept()) {
            FrameChannel frames = new FrameChannel(caller, 1 << 20);
            frames.write(new Hello(Frame.PROTOCOL, 4711, 1 << 20, Purpose.CALL, "build"));
            assertThat(frames.read()).isInstanceOf(Hello.class);
            assertThat(frames.read()).isInstanceOf(Frame.Command.class);
            frames.write(new OutputChunk(Output.OUT, ByteBuffer.wrap("half of".getBytes(UTF_8))));
        }
        return null;
    }

    @Test
    void endsWithoutAWordWhereNobodyReads() throws Exception {
        Screen closed = new Screen(failing("Broken pipe"), err, true);

        int exitCode = run(AN_ANSWER, closed, SEARCH);

        assertThat(exitCode).isEqualTo(141);
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysOnStderrThatStdoutTakesNothing() throws Exception {
        Screen full = new Screen(failing("No space left on device"), err, true);

        int exitCode = run(AN_ANSWER, full, List.of("stats", "--output", "json"));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        """
                        query-cli: the output cannot be written: No space left on device
                          look at where stdout goes: a disk that is full, a closed descriptor
                        """);
    }

    @Test
    void showsUsageWhereNothingIsAsked() throws IOException {
        Path help = surroundings.launchFiles().resolve("help/query-cli.txt");
        Files.createDirectories(help.getParent());
        Files.writeString(help, "Usage\n");

        int exitCode = run(new Screen(out, err, false), List.of());

        assertThat(exitCode).isEqualTo(64);
        assertThat(err).hasToString("Usage\n");
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }

    private int run(Handler handler, List<String> arguments) throws Exception {
        return run(handler, new Screen(out, err, false), arguments);
    }

    private int run(Handler handler, Screen screen, List<String> arguments) throws Exception {
        DaemonPlace place = place(arguments);
        try (Daemon _ = Daemon.open(place, "build", handler, DaemonLimits.DEFAULT, List.of())) {
            return run(screen, arguments);
        }
    }

    private DaemonPlace place(List<String> arguments) throws IOException {
        return DaemonPlace.of(
                "tributary",
                DaemonId.of("query", surroundings.archive(arguments).facts()),
                surroundings.environment());
    }

    private int run(Screen screen, List<String> arguments) {
        return new Client(surroundings, screen).run(arguments);
    }

    private Surroundings with(String stdin) {
        return new Surroundings(
                directory,
                "build",
                false,
                0,
                false,
                directory,
                Map.of(
                        "XDG_RUNTIME_DIR", directory.toString(),
                        "TRIBUTARY_HOME", directory.resolve("data").toString(),
                        "TZ", "Europe/Moscow"),
                "anna",
                directory,
                new ByteArrayInputStream(stdin.getBytes(UTF_8)));
    }
}
