package dev.tributary.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running postmaster that ends when this JVM does, in whatever way that happens: a small shell
/// beside it waits for the end of a pipe that only this JVM holds, and then asks for a fast
/// shutdown. It is in a session of its own, so that an interrupt typed at the terminal reaches this
/// program alone, which then stops the parts in order.
final class PostgresProcess {

    private static final String KEEPER =
            """
            log=$1; shift
            exec 3<&0
            "$@" </dev/null >>"$log" 2>&1 3<&- &
            server=$!
            ( read -r _ <&3; kill -INT "$server" 2>/dev/null ) >/dev/null 2>&1 &
            keeper=$!
            wait "$server"; code=$?
            kill "$keeper" 2>/dev/null
            exit "$code"
            """;

    private final Process shell;

    private PostgresProcess(Process shell) {
        this.shell = shell;
    }

    static PostgresProcess start(Cluster cluster) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of("setsid", "sh", "-c", KEEPER, "sh", cluster.log().toString()));
        command.addAll(
                List.of(cluster.installation().tool("postgres"), "-D", cluster.data().toString()));
        return new PostgresProcess(
                cluster.user()
                        .process(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    void awaitEnd() throws InterruptedException {
        shell.waitFor();
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /// Ends open transactions and writes everything out.
    ///
    /// @return false if it is still there after that time
    boolean stop(long seconds) throws IOException, InterruptedException {
        shell.getOutputStream().close();
        return shell.waitFor(seconds, TimeUnit.SECONDS);
    }
}
