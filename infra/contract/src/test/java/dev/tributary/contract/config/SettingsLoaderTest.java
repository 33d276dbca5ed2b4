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
                        Settings[kafka=Kafka[bootstrapServers=null, replicationFactor=1, properties={}],
                        postgres=Postgres[url=null, user=null, password=null],
                        embedding=Embedding[enabled=true, provider=ONNX, directory=null, baseUrl=null, model=null, apiKey=null, pooling=MEAN, maxTokens=256, queryPrefix=, passagePrefix=, threads=0],
                        processor=Processor[commitInterval=PT0.05S],
                        embedded=Embedded[kafkaPort=0, postgresPort=0, postgresBin=null],
                        logging=Logging[level=INFO, format=TEXT],
                        vkteams={}]\
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

    private Path write(String toml) throws IOException {
        return Files.writeString(directory.resolve("tributary.toml"), toml);
    }
}
