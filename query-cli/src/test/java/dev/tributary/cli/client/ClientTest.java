package dev.tributary.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.rpc.daemon.Daemon;
import dev.tributary.rpc.daemon.DaemonLimits;
import dev.tributary.rpc.daemon.Handler;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client in this process, against a real daemon with a handler of the test's.
class ClientTest {

    private static final List<String> SEARCH = List.of("search", "text", "word");

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
                            "hint" : "the same command with --no-daemon needs no daemon"
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
    void endsWithoutAWordWhereNobodyReads() throws Exception {
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };

        int exitCode =
                run(
                        (_, reply) -> {
                            reply.out().write("an answer\n".getBytes(UTF_8));
                            return 0;
                        },
                        new Screen(closed, err, true),
                        SEARCH);

        assertThat(exitCode).isEqualTo(141);
        assertThat(err.toString(UTF_8)).isEmpty();
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

    private int run(Handler handler, List<String> arguments) throws Exception {
        return run(handler, new Screen(out, err, false), arguments);
    }

    private int run(Handler handler, Screen screen, List<String> arguments) throws Exception {
        DaemonPlace place =
                DaemonPlace.of(
                        "tributary",
                        DaemonId.of("query", surroundings.archive(arguments).facts()),
                        surroundings.environment());
        try (Daemon _ = Daemon.open(place, "build", handler, DaemonLimits.DEFAULT, List.of())) {
            return run(screen, arguments);
        }
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
