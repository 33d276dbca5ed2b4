package dev.tributary.rpc;

import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonProcess;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A daemon that clients start in a process of its own, and that is gone after the test.
public final class ChildDaemon implements AutoCloseable {

    private final DaemonPlace place;
    private final Path log;

    public ChildDaemon() throws IOException {
        Path directory = Files.createTempDirectory("rpc");
        this.place = new DaemonPlace(directory, new DaemonId("test"));
        this.log = directory.resolve("test.out");
    }

    public DaemonPlace place() {
        return place;
    }

    public Path log() {
        return log;
    }

    public DaemonClient client(String build) {
        return new DaemonClient(place, build);
    }

    public DaemonStart start(String build, String... options) {
        return new DaemonStart(commandLine(build, options), log, Duration.ofSeconds(20));
    }

    public List<String> commandLine(String build, String... options) {
        List<String> command = new ArrayList<>(java(options));
        command.addAll(
                List.of(
                        TestDaemon.class.getName(),
                        place.directory().toString(),
                        place.id().name(),
                        build));
        return command;
    }

    /// A JVM with the tests' class path.
    public static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        return command;
    }

    public String said() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException {
        DaemonProcess.find(place)
                .flatMap(daemon -> ProcessHandle.of(daemon.pid()))
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
        remove(place.directory());
    }

    static void remove(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(directory);
    }
}
