package dev.tributary.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A bridge in a process of its own, spoken to line by line.
final class RawStdio implements AutoCloseable {

    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    private RawStdio(Process process) {
        this.process = process;
        this.to = process.outputWriter(UTF_8);
        this.from = process.inputReader(UTF_8);
    }

    static RawStdio start(TestArchive archive, Path data) throws IOException {
        List<String> command = new ArrayList<>(List.of(BridgeProcess.java()));
        command.addAll(BridgeProcess.arguments("stdio"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(archive.environment(data));
        return new RawStdio(builder.start());
    }

    void begin() throws IOException {
        say(
                """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":\
                "2025-11-25","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}\
                """);
        String _ = hear();
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    void say(String message) throws IOException {
        to.write(message + "\n");
        to.flush();
    }

    String hear() throws IOException {
        return String.valueOf(from.readLine());
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.destroyForcibly();
    }
}
