package dev.tributary.ingestor.telegram.child;

import dev.tributary.ingestor.launch.Relaunch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of the process that reads the Telegram accounts.
final class ChildProgram {

    private static final String MAIN = "dev.tributary.ingestor.Ingestor";

    private ChildProgram() {}

    static List<String> command(Relaunch relaunch) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                // The standard output is for status alone.
                                "-Xlog:disable",
                                "-Xlog:all=error:stderr",
                                // A process without memory is no reader; and what a core holds
                                // are the accounts' keys.
                                "-XX:+CrashOnOutOfMemoryError",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile="
                                        + relaunch.data().logs().resolve("telegram-crash-%p.log"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                MAIN,
                                "telegram",
                                ChildCommand.NAME,
                                "--data",
                                relaunch.data().root().toString()));
        Path configuration = relaunch.configuration();
        if (configuration != null) {
            command.addAll(List.of("--config", configuration.toString()));
        }
        return List.copyOf(command);
    }
}
