package dev.tributary.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tributary.cli.Cli;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonProcess;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A query daemon in a process of its own, started as the thin client starts it but for the
/// launcher.
final class DaemonChild implements AutoCloseable {

    private final Process process;
    private final DaemonPlace place;

    private DaemonChild(Process process, DaemonPlace place) {
        this.process = process;
        this.place = place;
    }

    static DaemonChild start(Path data, Path runtime) throws IOException {
        DaemonChild child = new DaemonChild(process(data, runtime), place(data, runtime));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !child.process.isAlive() || child.answers());
        return child;
    }

    static Process process(Path data, Path runtime) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(data));
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIBUTARY_"));
        builder.environment().remove("TZ");
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        Path output = Files.createTempFile(runtime, "daemon", ".out");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static List<String> command(Path data) {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("daemon", "start", "--foreground", "--log-to-file", "--data"));
        command.add(data.toString());
        return command;
    }

    /// Up to the main class.
    static List<String> java() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                QueryCli.class.getName());
    }

    static DaemonPlace place(Path data, Path runtime) throws IOException {
        ArchiveIdentity archive =
                ArchiveIdentity.of(data, null, data, Map.of(), "nobody", Path.of("/nonexistent"));
        return DaemonLaunch.place(archive, Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    }

    private boolean answers() throws IOException {
        return Files.exists(place.socket()) && DaemonProcess.find(place).isPresent();
    }

    Process process() {
        return process;
    }

    /// Everything that the daemon replied; progress is kept apart.
    record Reply(Cli.Result result, List<String> progress) {}

    Reply call(CommandLineCall call) throws IOException, ReplyLost, CommandFailed {
        return call(call.encode());
    }

    Reply call(ByteBuffer command) throws IOException, ReplyLost, CommandFailed {
        Kept kept = new Kept();
        int code = new DaemonClient(place, "").callRunning(command, kept).orElseThrow();
        return new Reply(
                new Cli.Result(code, kept.out.toString(UTF_8), kept.err.toString(UTF_8)),
                List.copyOf(kept.progress));
    }

    /// From a pipe, in the daemon's own zone.
    Reply call(String... arguments) throws IOException, ReplyLost, CommandFailed {
        return call(
                new CommandLineCall(
                        List.of(arguments),
                        Path.of("/"),
                        false,
                        0,
                        false,
                        "",
                        ByteBuffer.allocate(0)));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static final class Kept implements ReplySink {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final List<String> progress = new ArrayList<>();

        @Override
        public void out(ByteBuffer bytes) throws IOException {
            Channels.newChannel(out).write(bytes);
        }

        @Override
        public void err(ByteBuffer bytes) throws IOException {
            Channels.newChannel(err).write(bytes);
        }

        @Override
        public void progress(String text) {
            progress.add(text);
        }

        @Override
        public void slow(Slowness why) {
            throw new IllegalStateException("a running daemon is asked");
        }
    }
}
