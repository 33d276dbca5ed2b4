package dev.tributary.mcp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a test starts the program: as the launcher does, on this JVM's class path.
final class BridgeProcess {

    private BridgeProcess() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> arguments(String command) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.tributary.mcp.McpBridge",
                                command,
                                "--in-process"));
        return arguments;
    }
}
