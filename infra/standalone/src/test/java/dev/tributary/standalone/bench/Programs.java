package dev.tributary.standalone.bench;

import static org.awaitility.Awaitility.await;

import dev.tributary.cli.QueryCli;
import dev.tributary.cli.client.DaemonLaunch;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.client.DaemonProcess;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The programs as processes of their own over one data directory, from the tests' class path.
record Programs(Path data) {

    /// Up to the arguments.
    static List<String> java(Class<?> program) {
        return new ArrayList<>(
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        program.getName()));
    }

    List<String> command(Class<?> program, String... arguments) {
        List<String> command = java(program);
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return command;
    }

    /// What it says goes into a file beside the data.
    Process start(Class<?> program, String... arguments) throws IOException {
        return new ProcessBuilder(command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve(program.getSimpleName() + ".out").toFile())
                .start();
    }

    /// Returns when it answers.
    Process startDaemon() throws IOException {
        Process daemon = start(QueryCli.class, "daemon", "start", "--foreground");
        ArchiveIdentity archive =
                ArchiveIdentity.of(
                        data,
                        null,
                        data,
                        System.getenv(),
                        System.getProperty("user.name"),
                        Path.of(System.getProperty("user.home")));
        DaemonPlace place = DaemonLaunch.place(archive, System.getenv());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> DaemonProcess.find(place).isPresent() || !daemon.isAlive());
        return daemon;
    }
}
