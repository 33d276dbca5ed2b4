package dev.tributary.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.stdio.StdioTransport;
import io.modelcontextprotocol.server.McpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Ten thousand messages that are half right at best, of two clients whose allow-lists have nothing
/// in common: always an answer in the protocol's words or none, never a trace of our insides, never
/// a word of the other one's chat, nothing that the service itself calls an error, and afterwards
/// it works as before.
@Tag("stack")
class FuzzIT {

    private static final int MESSAGES = 5_000;
    private static final long SEED = 20261120;

    /// After so many lines the answers are waited for, or most would only be told to come later.
    private static final int AT_ONCE = 100;

    /// Nothing of it is in the nonsense, so it can only come from the archive.
    private static final String[] OF_TEAM = {"quarterly", "tonight", "TEAM", "BORIS"};

    private static final String[] OF_OPS = {
        "failed again", "OPS", "CLARA", "MALLORY", "Ignore all"
    };

    @TempDir private static Path data;

    private static TestArchive archive;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void create() throws Exception {
        archive = TestArchive.create();
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger().detachAppender(log);
    }

    private void assertNoErrors() {
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("dev.tributary");
    }

    @Test
    void survives_lines_of_nonsense_on_stdin() throws Exception {
        Nonsense nonsense = new Nonsense(new Random(SEED));
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            lines.add(
                    new String(nonsense.message(), ISO_8859_1)
                            .replace('\n', ' ')
                            .getBytes(ISO_8859_1));
        }

        String out = stdio(lines, new Client("stdio", chat("jsonl:a/team")));

        assertThat(out.lines())
                .allMatch(line -> line.startsWith("{") && line.contains("\"jsonrpc\":\"2.0\""));
        assertThat(out).contains(OF_TEAM);
        assertClean(out, OF_OPS);
        assertNoErrors();
    }

    @Test
    void survives_requests_of_nonsense_over_http() throws Exception {
        Map<String, String> lists =
                Map.of(
                        "TRIBUTARY_MCP_CLIENTS_A_CHATS", "jsonl:a/team",
                        "TRIBUTARY_MCP_CLIENTS_B_CHATS", "jsonl:a/ops");
        try (TestService service = TestService.start(archive, data, lists)) {
            Nonsense nonsense = new Nonsense(new Random(SEED + 1));
            Asker a = new Asker(Wire.to(service.uri()));
            Asker b = new Asker(a.wire.with("Authorization", "Bearer " + TestService.OTHER_TOKEN));
            StringBuilder toA = new StringBuilder();
            StringBuilder toB = new StringBuilder();
            for (int i = 0; i < MESSAGES; i += 2) {
                toA.append(a.one(nonsense));
                toB.append(b.one(nonsense));
            }

            assertThat(toA).contains(OF_TEAM);
            assertThat(toB).contains(OF_OPS);
            assertClean(toA.toString(), OF_OPS);
            assertClean(toB.toString(), OF_TEAM);
            assertNoErrors();
            assertThat(a.wire.begin().call("search_text", "{\"query\": \"report\"}").text())
                    .contains("\"isError\":false");
        }
    }

    private static Scope chat(String ref) {
        return new Scope(Set.of(), Set.of(), Set.of(ChatRef.parse(ref)));
    }

    /// A client that begins again when it has ended its session by chance.
    private static final class Asker {
        private final Wire wire;
        private Wire session;

        Asker(Wire wire) throws IOException {
            this.wire = wire;
            this.session = wire.begin();
        }

        String one(Nonsense nonsense) throws IOException {
            byte[] body = nonsense.message();
            Wire by = nonsense.die(5) == 0 ? wire : session;
            String answer =
                    switch (nonsense.die(8)) {
                        case 0 -> wire.raw(nonsense.mutated(head(session, body))).text();
                        case 1 ->
                                other(by.with(nonsense.header(), nonsense.word()), nonsense, body);
                        default -> by.post(new String(body, UTF_8)).text();
                    };
            if (answer.contains("there is no such session")) {
                session = wire.begin();
            }
            return answer;
        }

        private static String other(Wire by, Nonsense nonsense, byte[] body) throws IOException {
            String method = nonsense.method();
            String path = nonsense.path();
            return by.send(method, path, new String(body, UTF_8)).text();
        }
    }

    private static byte[] head(Wire wire, byte[] body) {
        StringBuilder head = new StringBuilder("POST /mcp HTTP/1.1\r\n");
        wire.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        return (head + new String(body, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    private static String stdio(List<byte[]> lines, Client client) throws Exception {
        Map<String, String> environment = new HashMap<>(archive.environment(data));
        environment.remove("TRIBUTARY_HOME");
        var settings = SettingsLoader.load(null, environment);
        DataDirectory directory = new DataDirectory(Files.createDirectories(data.resolve("stdio")));
        Heard out = new Heard();
        PipedOutputStream to = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(to, 1 << 16);
                Parts parts =
                        new Parts(
                                settings,
                                directory,
                                Answering.inProcess(settings, directory),
                                _ -> {})) {
            StdioTransport transport =
                    new StdioTransport(
                            in, out, client, parts.subscriptions(), parts.mapper(), 1 << 20);
            var server = McpServer.sync(transport);
            parts.offer().putOn(server, parts.mapper());
            var _ = server.build();
            FutureTask<Void> running =
                    new FutureTask<>(() -> {
                        transport.run();
                        return null;
                    });
            Thread.ofPlatform().start(running);
            say(to, lines, out);
            running.get(1, TimeUnit.MINUTES);
        }
        return out.toString(UTF_8);
    }

    private static void say(PipedOutputStream pipe, List<byte[]> lines, Heard out)
            throws IOException {
        try (OutputStream to = pipe) {
            to.write((Nonsense.INITIALIZE + "\n").getBytes(UTF_8));
            for (int i = 0; i < lines.size(); i++) {
                to.write(lines.get(i));
                to.write('\n');
                if (i % AT_ONCE == AT_ONCE - 1) {
                    ask(to, "after " + i, out);
                }
            }
        }
    }

    private static void ask(OutputStream to, String id, Heard out) throws IOException {
        to.write(
                ("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"tools/list\"}\n")
                        .getBytes(UTF_8));
        to.flush();
        await().atMost(Duration.ofMinutes(1)).until(() -> out.answered.contains(id));
    }

    /// Everything that was said, and which of our own questions was answered.
    private static final class Heard extends ByteArrayOutputStream {
        private static final Pattern OURS = Pattern.compile("\"id\":\"(after \\d+)\"");
        private final Set<String> answered = ConcurrentHashMap.newKeySet();

        @Override
        public synchronized void write(byte[] json, int from, int length) {
            super.write(json, from, length);
            Matcher ours = OURS.matcher(new String(json, from, Math.min(length, 60), UTF_8));
            if (ours.find()) {
                answered.add(ours.group(1));
            }
        }
    }

    private static void assertClean(String text, String... secret) {
        assertThat(text)
                .doesNotContain(secret)
                .doesNotContain(
                        "Exception",
                        "java.lang",
                        "io.modelcontextprotocol",
                        "tools.jackson",
                        "\tat ",
                        "\\tat ",
                        "org.postgresql",
                        "stackTrace",
                        "internal error");
    }
}
