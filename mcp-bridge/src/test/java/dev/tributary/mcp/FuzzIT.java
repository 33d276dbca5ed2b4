package dev.tributary.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.stdio.StdioTransport;
import io.modelcontextprotocol.server.McpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand messages that are half right at best: always an answer in the protocol's words or
/// none, never a trace of our insides, and afterwards the service works as before.
@Tag("stack")
class FuzzIT {

    private static final int MESSAGES = 5_000;
    private static final long SEED = 20261120;

    @TempDir private static Path data;

    private static TestArchive archive;

    @BeforeAll
    static void create() throws Exception {
        archive = TestArchive.create();
    }

    @Test
    void survives_lines_of_nonsense_on_stdin() throws Exception {
        Nonsense nonsense = new Nonsense(new Random(SEED));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.write(Nonsense.INITIALIZE.getBytes(UTF_8));
        lines.write('\n');
        for (int i = 0; i < MESSAGES; i++) {
            lines.write(
                    new String(nonsense.message(), ISO_8859_1)
                            .replace('\n', ' ')
                            .getBytes(ISO_8859_1));
            lines.write('\n');
        }
        lines.write(
                "{\"jsonrpc\":\"2.0\",\"id\":\"last\",\"method\":\"tools/list\"}\n"
                        .getBytes(UTF_8));

        String out = stdio(lines.toByteArray());

        assertThat(out.lines())
                .anyMatch(line -> line.contains("\"id\":\"last\"") && line.contains("search_text"));
        assertThat(out.lines())
                .allMatch(line -> line.startsWith("{") && line.contains("\"jsonrpc\":\"2.0\""));
        assertClean(out);
    }

    @Test
    void survives_requests_of_nonsense_over_http() throws Exception {
        try (TestService service = TestService.start(archive, data, Map.of())) {
            Nonsense nonsense = new Nonsense(new Random(SEED + 1));
            Wire wire = Wire.to(service.uri());
            Wire session = wire.begin();
            for (int i = 0; i < MESSAGES; i++) {
                assertClean(one(nonsense, i % 3 == 0 ? wire : session, session));
            }

            assertThat(wire.begin().call("search_text", "{\"query\": \"report\"}").text())
                    .contains("\"isError\":false");
        }
    }

    private static String one(Nonsense nonsense, Wire wire, Wire session) throws IOException {
        byte[] body = nonsense.message();
        return switch (nonsense.die(8)) {
            case 0 -> wire.raw(nonsense.mutated(head(session, body))).text();
            case 1 ->
                    wire.with(nonsense.header(), nonsense.word())
                            .send(nonsense.method(), nonsense.path(), new String(body, UTF_8))
                            .text();
            default -> wire.post(new String(body, UTF_8)).text();
        };
    }

    private static byte[] head(Wire wire, byte[] body) {
        StringBuilder head = new StringBuilder("POST /mcp HTTP/1.1\r\n");
        wire.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        return (head + new String(body, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    private static String stdio(byte[] in) throws Exception {
        Map<String, String> environment = new HashMap<>(archive.environment(data));
        environment.remove("TRIBUTARY_HOME");
        var settings = SettingsLoader.load(null, environment);
        DataDirectory directory = new DataDirectory(Files.createDirectories(data.resolve("stdio")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Parts parts =
                new Parts(settings, directory, Answering.inProcess(settings, directory), _ -> {})) {
            StdioTransport transport =
                    new StdioTransport(
                            new ByteArrayInputStream(in),
                            out,
                            new Client("stdio", Scope.ALL),
                            parts.subscriptions(),
                            parts.mapper(),
                            1 << 20);
            var server = McpServer.sync(transport);
            parts.offer().putOn(server, parts.mapper());
            var _ = server.build();
            transport.run();
        }
        return out.toString(UTF_8);
    }

    private static void assertClean(String text) {
        assertThat(text)
                .doesNotContain(
                        "Exception",
                        "java.lang",
                        "io.modelcontextprotocol",
                        "tools.jackson",
                        "\tat ",
                        "\\tat ",
                        "org.postgresql",
                        "stackTrace");
    }
}
