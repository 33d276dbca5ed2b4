package dev.tributary.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Another program that runs a part of the stack, to be killed.
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final String said;

    private ChildJvm(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    /// Returns when the part runs there, or when the child has said why it does not.
    static ChildJvm start(String part, Path directory) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process process =
                new ProcessBuilder(
                                List.of(
                                        System.getProperty("java.home") + "/bin/java",
                                        "-Xmx512m",
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        classPath,
                                        ChildJvm.class.getName(),
                                        part,
                                        directory.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        return new ChildJvm(process, line == null ? "" : line);
    }

    String said() {
        return said;
    }

    long pid() {
        return process.pid();
    }

    /// SIGKILL, and waits until it is gone.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /// The child's end of it: runs the part until its input ends.
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[1]);
        try (AutoCloseable _ =
                switch (args[0]) {
                    case "broker" -> EmbeddedBroker.start(directory, 0);
                    case "postgres" -> PrivatePostgres.start(directory, 0, null);
                    default -> throw new IllegalArgumentException(args[0]);
                }) {
            System.out.println("up");
            System.in.read();
        } catch (Exception e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
