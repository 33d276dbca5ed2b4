package dev.tributary.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

    @TempDir Path directory;

    @Test
    void pins_every_default() {
        Settings settings = SettingsLoader.load(null, Map.of());

        assertThat(settings.toString().replaceAll("(?<=[\\]}]), (?=[a-z]+=)", ",\n"))
                .isEqualTo(
                        """
                        Settings[kafka=Kafka[bootstrapServers=null, replicationFactor=1, minInsyncReplicas=1, properties={}],
                        postgres=Postgres[url=null, user=null, password=null],
                        embedding=Embedding[enabled=true, provider=ONNX, directory=null, baseUrl=null, model=null, apiKey=null, pooling=MEAN, maxTokens=256, queryPrefix=, passagePrefix=, threads=0],
                        processor=Processor[commitInterval=PT0.05S, feed=true],
                        query=Query[idleTimeout=PT30M],
                        embedded=Embedded[kafkaPort=0, postgresPort=0, postgresBin=null],
                        logging=Logging[level=INFO, format=TEXT],
                        status=Status[host=127.0.0.1, ingestor=null, processor=null],
                        mcp=Mcp[enabled=true, host=127.0.0.1, configuredPort=null, allowedOrigins=[], allowedHosts=[], requestsPerMinute=600, maxRequestBytes=1048576, redact=true, audit=true, inProcess=false, clients={}],
                        vkteams={},
                        telegram=TelegramSettings[apiId=null, apiHash=null, library=null, librarySha256=null, testServers=false, proxy=null, accounts={}]]\
                        """);
    }

    @Test
    void reads_an_account_and_hides_its_token() throws IOException {
        Path file =
                write(
                        """
                        [vkteams.work]
                        base_url = "https://myteam.mail.ru/bot/v1"
                        token = "001.1234567890.0987654321:1000003205"
                        include_chats = ["*@chat.agent"]
                        poll_time = "45s"
                        """);

        Settings settings = SettingsLoader.load(file, Map.of());

        assertThat(settings.vkteams().get("work").toString())
                .isEqualTo(
                        "VkTeamsAccount[baseUrl=https://myteam.mail.ru/bot/v1/, token=***,"
                                + " includeChats=[*@chat.agent], excludeChats=[], pollTime=PT45S,"
                                + " requestsPerSecond=20]");
        assertThat(settings.vkteams().get("work").token().value())
                .isEqualTo("001.1234567890.0987654321:1000003205");
    }

    @Test
    void prefers_the_environment_and_reads_secrets_from_files() throws IOException {
        Path secret = Files.writeString(directory.resolve("token"), "from-a-file\n");
        Path file =
                write(
                        "[vkteams.work]\n"
                                + "base_url = \"https://a.example/\"\n"
                                + "[logging]\n"
                                + "level = \"warn\"\n");

        Settings settings =
                SettingsLoader.load(
                        file,
                        Map.of(
                                "TRIBUTARY_VKTEAMS_WORK_TOKEN_FILE", secret.toString(),
                                "TRIBUTARY_LOGGING_LEVEL", "debug",
                                "TRIBUTARY_EMBEDDING_ENABLED", "false"));

        assertThat(settings.vkteams().get("work").token()).isEqualTo(new Secret("from-a-file"));
        assertThat(settings.logging().level()).isEqualTo(Settings.Logging.Level.DEBUG);
        assertThat(settings.embedding().enabled()).isFalse();
    }

    @Test
    void takes_a_secret_from_the_environment_before_it_looks_into_the_file() throws IOException {
        Path secret = Files.writeString(directory.resolve("token"), "named by the environment\n");
        Path stale = Files.writeString(directory.resolve("stale"), "named by the file\n");
        Path inPlain = write(account("token = \"of the file\""));
        Path named = write("named.toml", account("token_file = \"" + stale + "\""));
        String token = "TRIBUTARY_VKTEAMS_WORK_TOKEN";

        assertThat(token(inPlain, Map.of())).isEqualTo("of the file");
        assertThat(token(named, Map.of())).isEqualTo("named by the file");
        assertThat(token(named, Map.of(token, "of the environment")))
                .isEqualTo("of the environment");
        assertThat(token(inPlain, Map.of(token + "_FILE", secret.toString())))
                .isEqualTo("named by the environment");
    }

    @Test
    void follows_a_relative_path_from_the_file_that_it_stands_in() throws IOException {
        Path real = directory.toRealPath();
        Files.writeString(Files.createDirectory(real.resolve("secrets")).resolve("token"), "near");
        Path file =
                write(
                        account("token_file = \"secrets/token\"")
                                + "[embedding]\n"
                                + "directory = \"../models/e5\"\n"
                                + "[embedded]\n"
                                + "postgres_bin = \"/usr/local/bin\"\n");
        Path link =
                Files.createSymbolicLink(
                        Files.createDirectory(real.resolve("elsewhere")).resolve("link.toml"),
                        file.toRealPath());

        Settings settings = SettingsLoader.load(link, Map.of());

        assertThat(settings.vkteams().get("work").token()).isEqualTo(new Secret("near"));
        assertThat(settings.embedding().directory())
                .isEqualTo(real.resolveSibling("models").resolve("e5"));
        assertThat(settings.embedded().postgresBin()).isEqualTo(Path.of("/usr/local/bin"));
    }

    @Test
    void takes_no_relative_path_where_no_file_says_relative_to_what() throws IOException {
        Path file = write("[embedding]\ndirectory = \"model\"\n");

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() ->
                        SettingsLoader.load(file, Map.of("TRIBUTARY_EMBEDDING_DIRECTORY", "model")))
                .withMessageContaining(
                        "TRIBUTARY_EMBEDDING_DIRECTORY expects a whole path, from the root"
                                + " directory on, but found \"model\"");
    }

    @Test
    void knows_accounts_that_the_environment_alone_names() throws IOException {
        Path file = write("[vkteams.Work-2]\nbase_url = \"https://a.example\"\n");

        Settings settings =
                SettingsLoader.load(
                        file,
                        Map.of(
                                "TRIBUTARY_VKTEAMS_WORK_2_TOKEN", "001.2.2:2",
                                "TRIBUTARY_VKTEAMS_MY_HOME_BASE_URL", "https://b.example",
                                "TRIBUTARY_VKTEAMS_MY_HOME_TOKEN", "001.3.3:3"));

        assertThat(settings.vkteams()).containsOnlyKeys("Work-2", "my_home");
    }

    @Test
    void rejects_a_variable_that_it_does_not_know() {
        Map<String, String> environment =
                Map.of(
                        "TRIBUTARY_EMBEDING_ENABLED", "false",
                        "TRIBUTARY_VKTEAMS_WORK_TOKN", "001.1.1:1",
                        "TRIBUTARY_HOME", "/srv",
                        "TRIBUTARY_CONFIG", "",
                        "TRIBUTARY_TEST_DATA", "/data",
                        "TRIBUTARY_JAVA_OPTS", "-Xmx1g",
                        "HOME", "/root");

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> SettingsLoader.load(null, environment))
                .satisfies(invalid ->
                        assertThat(invalid.problems())
                                .hasSize(2)
                                .contains(
                                        "TRIBUTARY_EMBEDING_ENABLED in the environment is not a"
                                                + " known variable; did you mean"
                                                + " \"TRIBUTARY_EMBEDDING_ENABLED\"?"));
    }

    @Test
    void an_address_without_a_scheme_is_a_problem() {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() ->
                        SettingsLoader.load(
                                null, Map.of("TRIBUTARY_EMBEDDING_BASE_URL", "//localhost")))
                .withMessageContaining("expects an http or https URL but found \"//localhost\"");
    }

    @Test
    void reports_every_problem_at_once_and_suggests_the_nearest_key() throws IOException {
        Path file =
                write(
                        """
                        [kafka]
                        bootstrap_server = "localhost:9092"
                        replication_factor = "three"

                        [embeding]
                        enabled = true

                        [embedding]
                        max_tokens = 4
                        pooling = "max"

                        [vkteams.work]
                        base_url = "teams.example"
                        poll_time = 30
                        """);

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(
                        () -> SettingsLoader.load(file, Map.of("TRIBUTARY_LOGGING_LEVEL", "loud")))
                .withMessage(
                        """
                        the configuration in "%s" has 9 problems:
                          - kafka.replication_factor (line 3) expects a whole number from 1 to 9 but found "three"
                          - kafka.bootstrap_server (line 2) is not a known key; did you mean "bootstrap_servers"?
                          - embedding.pooling (line 10) expects one of mean, cls but found "max"
                          - embedding.max_tokens (line 9) expects a whole number from 16 to 8192 but found "4"
                          - TRIBUTARY_LOGGING_LEVEL expects one of error, warn, info, debug but found "loud"
                          - vkteams.work.base_url (line 13) expects an http or https URL but found "teams.example"
                          - vkteams.work.token is missing and has no default; set it, or TRIBUTARY_VKTEAMS_WORK_TOKEN in the environment
                          - vkteams.work.poll_time (line 14) expects a duration from 1s to 120s ("500ms", "30s", "5m") but found "30"
                          - embeding (line 5) is not a known key; did you mean "embedding"?\
                        """
                                .formatted(file));
    }

    @Test
    void says_what_is_wrong_with_a_file_that_is_not_toml() throws IOException {
        Path file = write("[kafka\nreplication_factor = 1\n");

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .withMessageContaining("line 1");
    }

    @Test
    void says_what_to_do_when_the_file_is_absent() {
        Path file = directory.resolve("absent.toml");

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .withMessageContaining(
                        "the file cannot be read (NoSuchFileException); check --config and"
                                + " TRIBUTARY_CONFIG");
    }

    private static String account(String secret) {
        return "[vkteams.work]\nbase_url = \"https://a.example/\"\n" + secret + "\n";
    }

    private static String token(Path file, Map<String, String> environment) {
        return SettingsLoader.load(file, environment).vkteams().get("work").token().value();
    }

    private Path write(String toml) throws IOException {
        return write("tributary.toml", toml);
    }

    private Path write(String name, String toml) throws IOException {
        return Files.writeString(directory.resolve(name), toml);
    }

    @Test
    void takes_no_password_in_an_address_and_does_not_show_it() {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() ->
                        SettingsLoader.load(
                                null,
                                Map.of(
                                        "TRIBUTARY_POSTGRES_URL",
                                        "jdbc:postgresql://db/tributary?sslmode=require&password=hush")))
                .withMessageContaining("TRIBUTARY_POSTGRES_URL holds a password")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }
}
