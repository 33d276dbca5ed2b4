package dev.tributary.rpc.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The process that this client started and that is to be the daemon. In a session of its own, so
/// that neither Ctrl+C nor the terminal's end reaches it.
final class ChildProcess {

    /// setsid(1) of util-linux replaces itself by the command, and so does nohup(1).
    private static final List<Path> DETACHERS =
            List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"), Path.of("/usr/bin/nohup"));

    private static final long LARGEST_LOG = 1 << 20;
    private static final int TAIL = 4 * 1024;

    private final Process process;
    private final Path log;
    private final long logStart;

    private ChildProcess(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    static ChildProcess start(DaemonStart start) throws IOException, DaemonUnavailable {
        Path directory = start.log().toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        File log = start.log().toFile();
        boolean append = log.length() < LARGEST_LOG;
        long logStart = append ? log.length() : 0;
        ProcessBuilder builder = new ProcessBuilder(detached(start.command()));
        builder.redirectErrorStream(true);
        builder.redirectInput(Redirect.from(new File("/dev/null")));
        builder.redirectOutput(append ? Redirect.appendTo(log) : Redirect.to(log));
        try {
            return new ChildProcess(builder.start(), start.log(), logStart);
        } catch (IOException e) {
            throw new DaemonUnavailable(
                    "the daemon cannot be started by " + start.command() + ": " + e.getMessage());
        }
    }

    private static List<String> detached(List<String> command) {
        List<String> whole = new ArrayList<>();
        for (Path detacher : DETACHERS) {
            if (Files.isExecutable(detacher)) {
                whole.add(detacher.toString());
                break;
            }
        }
        whole.addAll(command);
        return whole;
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    String ending() throws IOException {
        return "the daemon ended with code " + process.exitValue() + " while it started" + tail();
    }

    /// Stops it: a process that hangs would keep every later client waiting.
    String giveUp(Duration deadline) throws IOException {
        process.destroy();
        return "the daemon (process "
                + process.pid()
                + ") did not answer within "
                + deadline.toSeconds()
                + " s and was stopped"
                + tail();
    }

    private String tail() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - TAIL);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String text = new String(bytes, UTF_8).strip();
            return text.isEmpty()
                    ? "; \"" + log + "\" says nothing"
                    : "; the end of \"" + log + "\":\n" + text;
        }
    }
}
