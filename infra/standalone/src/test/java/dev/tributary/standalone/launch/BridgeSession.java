package dev.tributary.standalone.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an agent's program says to the bridge that it started, line by line.
final class BridgeSession implements AutoCloseable {

    private final Process process;
    private final Writer to;
    private final BufferedReader from;
    private final List<String> progress = new ArrayList<>();
    private int last;

    private BridgeSession(Process process) {
        this.process = process;
        this.to = process.outputWriter(UTF_8);
        this.from = process.inputReader(UTF_8);
    }

    static BridgeSession start(Path root, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("bin/mcp-bridge") + ""));
        command.add("stdio");
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(root.resolve("bridge.err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", System.getenv("PATH"));
        BridgeSession session = new BridgeSession(builder.start());
        JsonNode _ =
                session.ask(
                        "initialize",
                        """
                        {"protocolVersion": "2025-11-25", "capabilities": {},
                         "clientInfo": {"name": "it", "version": "1"}}\
                        """);
        session.say("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");
        return session;
    }

    JsonNode call(String tool, String arguments) throws IOException {
        return answer(begin(tool, arguments));
    }

    /// @return the number of the call
    int begin(String tool, String arguments) throws IOException {
        return send(
                "tools/call",
                "{\"name\": \""
                        + tool
                        + "\", \"arguments\": "
                        + arguments
                        + ", \"_meta\": {\"progressToken\": \"t\"}}");
    }

    void cancel(int call) throws IOException {
        say(
                "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\", \"params\":"
                        + " {\"requestId\": "
                        + call
                        + "}}");
    }

    JsonNode ask(String method, String params) throws IOException {
        return answer(send(method, params));
    }

    /// What was told of progress so far.
    List<String> progress() {
        return List.copyOf(progress);
    }

    private int send(String method, String params) throws IOException {
        last++;
        say(
                "{\"jsonrpc\": \"2.0\", \"id\": "
                        + last
                        + ", \"method\": \""
                        + method
                        + "\", \"params\": "
                        + params.replace("\n", " ")
                        + "}");
        return last;
    }

    private void say(String message) throws IOException {
        to.write(message + "\n");
        to.flush();
    }

    private JsonNode answer(int call) throws IOException {
        while (true) {
            String line = from.readLine();
            if (line == null) {
                throw new IOException("the bridge ended");
            }
            JsonNode message = JsonMapper.shared().readTree(line);
            if (message.path("method").asString("").equals("notifications/progress")) {
                progress.add(message.at("/params/message").asString(""));
            } else if (message.path("id").asInt(0) == call) {
                return message.path("result");
            }
        }
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.destroyForcibly();
    }
}
