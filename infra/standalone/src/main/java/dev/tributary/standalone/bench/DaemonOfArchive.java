package dev.tributary.standalone.bench;

import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonProcess;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The query daemon of one archive, asked through its socket as the command-line client asks it,
/// without a process a question.
final class DaemonOfArchive {

    private final Path launcher;
    private final Path data;
    private final DaemonPlace place;
    private final DaemonStart start;
    private final DaemonClient client;

    /// @param root of the checkout or installation
    DaemonOfArchive(Path root, Path data) throws IOException {
        this.launcher = root.resolve("bin/query-cli");
        this.data = data;
        ArchiveIdentity archive =
                ArchiveIdentity.of(
                        data,
                        null,
                        Path.of(System.getProperty("user.dir")),
                        System.getenv(),
                        System.getProperty("user.name"),
                        Path.of(System.getProperty("user.home")));
        this.place = DaemonLaunch.place(archive, System.getenv());
        this.start = DaemonLaunch.start(root, archive, place);
        this.client = new DaemonClient(place, build(root));
    }

    private static String build(Path root) throws IOException {
        Path file = root.resolve("infra/standalone/target/launch/build");
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "\"" + file + "\" is not there; run tributary build and try again");
        }
        return Files.readString(file).strip();
    }

    Path launcher() {
        return launcher;
    }

    Path socket() {
        return place.socket();
    }

    /// A command line of the client for this archive.
    List<String> commandLine(String... words) {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(List.of(words).subList(0, words.length - 1));
        line.addAll(List.of("--data", data.toString(), "--", words[words.length - 1]));
        return line;
    }

    boolean isRunning() throws IOException {
        return DaemonProcess.find(place).isPresent();
    }

    void start() throws IOException, DaemonUnavailable, InterruptedException {
        client.start(start);
    }

    void stop() throws IOException, InterruptedException {
        var running = DaemonProcess.find(place);
        if (running.isPresent()) {
            running.get().stop(Duration.ofSeconds(10));
        }
    }

    /// From before the connection is made to the first piece of the answer.
    ///
    /// @param kind `text`, `semantic` or `hybrid`
    /// @return milliseconds
    double ask(String kind, String query) throws Exception {
        FirstPiece first = new FirstPiece();
        List<String> line = commandLine("search", kind, query);
        CommandLineCall call =
                new CommandLineCall(
                        line.subList(1, line.size()),
                        Path.of(System.getProperty("user.dir")),
                        false,
                        0,
                        false,
                        "",
                        ByteBuffer.allocate(0));
        long begun = System.nanoTime();
        int code = call(call, first);
        if (code != ExitCode.OK || first.atNanos == 0) {
            throw new IllegalStateException(
                    "the daemon answered a "
                            + kind
                            + " search with exit code "
                            + code
                            + ": "
                            + first.complaint);
        }
        return (first.atNanos - begun) / 1e6;
    }

    private int call(CommandLineCall call, FirstPiece first)
            throws IOException, DaemonUnavailable, ReplyLost, CommandFailed, InterruptedException {
        return client.call(call.encode(), first, start);
    }

    /// What the daemon holds in memory, in megabytes.
    double residentMegabytes() throws IOException, InterruptedException {
        long pid = DaemonProcess.find(place).orElseThrow().pid();
        Process ps =
                new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                        .redirectErrorStream(true)
                        .start();
        String kilobytes =
                new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        ps.waitFor();
        return Long.parseLong(kilobytes) / 1024.0;
    }

    /// Remembers when the first piece of the answer came, and what was said on stderr.
    private static final class FirstPiece implements ReplySink {
        private long atNanos;
        private String complaint = "";

        @Override
        public void out(ByteBuffer bytes) {
            came();
        }

        private void came() {
            if (atNanos == 0) {
                atNanos = System.nanoTime();
            }
        }

        /// That nothing was found is said here, and is an answer too.
        @Override
        public void err(ByteBuffer bytes) {
            came();
            complaint += StandardCharsets.UTF_8.decode(bytes);
        }

        @Override
        public void progress(String text) {}

        @Override
        public void slow(Slowness why) {}
    }
}
