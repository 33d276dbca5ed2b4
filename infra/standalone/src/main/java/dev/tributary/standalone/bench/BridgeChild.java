package dev.tributary.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A bridge as an agent's program starts it, and the least client that can ask it: one question at
/// a time, a line each way.
final class BridgeChild implements AutoCloseable {

    private final Process process;
    private final Writer to;
    private final BufferedReader from;
    private int calls;

    private BridgeChild(Process process) {
        this.process = process;
        this.to = process.outputWriter(UTF_8);
        this.from = process.inputReader(UTF_8);
    }

    /// Returns when `initialize` is answered.
    static BridgeChild start(Path root, Path data) throws IOException {
        BridgeChild bridge =
                new BridgeChild(
                        new ProcessBuilder(
                                        root.resolve("bin/mcp-bridge").toString(),
                                        "stdio",
                                        "--data",
                                        data.toString())
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        ObjectNode hello = JsonMapper.shared().createObjectNode();
        hello.put("protocolVersion", "2025-11-25").putObject("capabilities");
        hello.putObject("clientInfo").put("name", "bench").put("version", "1");
        JsonNode _ = bridge.call("initialize", hello);
        bridge.say(message("notifications/initialized", JsonMapper.shared().createObjectNode()));
        return bridge;
    }

    /// From before the call is written to its answer read and parsed.
    ///
    /// @return milliseconds
    double search(String query) throws IOException {
        ObjectNode params = JsonMapper.shared().createObjectNode().put("name", "search_hybrid");
        params.putObject("arguments").put("query", query);
        long begun = System.nanoTime();
        JsonNode result = call("tools/call", params);
        double millis = (System.nanoTime() - begun) / 1e6;
        if (result.path("isError").asBoolean(false)) {
            throw new IllegalStateException(
                    "search_hybrid was refused: " + result.at("/content/0/text").asString(""));
        }
        return millis;
    }

    private JsonNode call(String method, ObjectNode params) throws IOException {
        calls++;
        say(message(method, params).put("id", calls));
        String line = from.readLine();
        if (line == null) {
            throw new IllegalStateException("the bridge ended; its words above say why");
        }
        JsonNode answer = JsonMapper.shared().readTree(line);
        if (!answer.path("result").isObject() || answer.path("id").asInt(0) != calls) {
            throw new IllegalStateException("the bridge answered " + method + " by " + line);
        }
        return answer.path("result");
    }

    private static ObjectNode message(String method, ObjectNode params) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        message.put("jsonrpc", "2.0").put("method", method).set("params", params);
        return message;
    }

    private void say(ObjectNode message) throws IOException {
        to.write(message + "\n");
        to.flush();
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.onExit().join();
    }
}
