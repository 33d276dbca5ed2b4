package dev.tributary.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.standalone.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is told of an embedded stack of which a part cannot work.
@Tag("stack")
class StackStatusIT {

    @Test
    void tells_the_accounts_and_the_stages_and_which_of_them_waits(@TempDir Path directory)
            throws Exception {
        // Given
        Path file =
                Files.writeString(
                        directory.resolve("tributary.toml"),
                        """
                        [embedding]
                        provider = "ollama"
                        base_url = "http://127.0.0.1:1"
                        model = "some-model"
                        """);
        DataDirectory data = new DataDirectory(directory);

        // When
        try (Stack stack = Stack.start(data, SettingsLoader.load(file, Map.of()), _ -> {})) {
            URI status = stack.endpoints().ingestorStatus();

            // Then
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            get(status.resolve("/health"))
                                    .body()
                                    .startsWith("embed is waiting: the model \"some-model\""));
            assertThat(get(status.resolve("/health")).statusCode()).isEqualTo(503);
            JsonNode page = JsonMapper.shared().readTree(get(status).body());
            assertThat(page.path("accounts").isArray()).isTrue();
            assertThat(page.at("/stages/store").asString()).isEqualTo("running");
            JsonNode shown =
                    JsonMapper.shared().readTree(ask(directory, "status", "--output", "json"));
            assertThat(shown.at("/data/stages/store").asString()).isEqualTo("running");
            assertThat(shown.at("/data/stages/embed").asString()).startsWith("waiting: ");
            assertThat(shown.at("/meta/degraded")).isEmpty();
        }
    }

    @Test
    void says_why_the_feed_is_off_and_prints_the_sql_that_mends_it(@TempDir Path directory)
            throws Exception {
        // Given
        Path file =
                Files.writeString(
                        directory.resolve("tributary.toml"), "[embedding]\nenabled = false\n");
        try (Stack stack =
                Stack.start(
                        new DataDirectory(directory),
                        SettingsLoader.load(file, Map.of()),
                        _ -> {})) {
            URI status = stack.endpoints().ingestorStatus();
            await().atMost(Duration.ofSeconds(60)).until(() -> feed(status).has("slot"));

            // When
            administer(directory, stack, "alter role tributary noreplication");
            administer(
                    directory,
                    stack,
                    "select pg_terminate_backend(active_pid) from pg_replication_slots"
                            + " where active");
            await().atMost(Duration.ofSeconds(60)).until(() -> feed(status).has("problems"));

            // Then
            String sql = "alter role \"tributary\" replication;";
            assertThat(ask(directory, "status")).contains("WHY THE FEED IS OFF", sql);
            JsonNode shown =
                    JsonMapper.shared().readTree(ask(directory, "status", "--output", "json"));
            assertThat(shown.at("/data/feed/problems/0/sql").asString()).isEqualTo(sql);
            assertThat(get(status.resolve("/health")).statusCode()).isEqualTo(200);
        }
    }

    private static JsonNode feed(URI status) throws Exception {
        return JsonMapper.shared().readTree(get(status).body()).path("feed");
    }

    private static void administer(Path directory, Stack stack, String sql) throws Exception {
        String password =
                Files.readString(directory.resolve("postgres/superuser-password")).strip();
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.endpoints().postgres().jdbcUrl(),
                                "tributary_admin",
                                password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Path directory, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
                new QueryCli(Asking.once(Clock.systemUTC()), Clock.systemUTC())
                        .run(
                                new Invocation(
                                        List.of(command),
                                        Map.of("TRIBUTARY_HOME", directory.toString()),
                                        TerminalFacts.plain(ZoneOffset.UTC),
                                        new PrintStream(out, true, UTF_8),
                                        System.err));
        assertThat(code).isZero();
        return out.toString(UTF_8);
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
