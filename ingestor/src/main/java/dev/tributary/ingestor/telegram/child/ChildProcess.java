package dev.tributary.ingestor.telegram.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One run of the program, from its start to its end.
final class ChildProcess {

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /// @param environment beside that of this process
    /// @param order the first line of its standard input
    static ChildProcess start(List<String> command, Map<String, String> environment, String order)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        ChildProcess started = new ChildProcess(builder.start());
        started.tell(order);
        return started;
    }

    /// Its input stays open: the end of it is the word to stop.
    private void tell(String order) {
        try {
            process.getOutputStream().write((order + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended already, and its exit code says how.
        }
    }

    long pid() {
        return process.pid();
    }

    /// Hands over what it says until it has ended.
    ///
    /// @return how it ended, in words
    String listen(Consumer<String> lines) throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            out.lines().forEach(lines);
        }
        int code = process.waitFor();
        return code > 128 ? "was ended by signal " + (code - 128) : "ended with exit code " + code;
    }

    /// Returns at once.
    void askToStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    void kill() {
        process.destroyForcibly();
    }
}
