package dev.tributary.ingestor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestorTest {

    @TempDir Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private PrintStream formerOut;
    private PrintStream formerErr;

    @BeforeEach
    void capture() {
        formerOut = System.out;
        formerErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(formerOut);
        System.setErr(formerErr);
    }

    @Test
    void without_an_account_there_is_nothing_to_run() throws Exception {
        int code = run("run", "");

        assertThat(code).isEqualTo(ExitCode.NOTHING_CONFIGURED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "ingestor: no account is configured; add a section [vkteams.NAME] with"
                                + " base_url and token, or [telegram.NAME] (ingestor telegram"
                                + " --help)\n");
    }

    @Test
    void what_telegram_accounts_would_share_is_no_account() throws Exception {
        int code =
                run(
                        "run",
                        """
                        [telegram]
                        api_id = 1
                        api_hash = "0123456789abcdef0123456789abcdef"
                        """);

        assertThat(code).isEqualTo(ExitCode.NOTHING_CONFIGURED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[telegram.NAME]");
    }

    @Test
    void without_an_account_it_stays_where_it_is_told_to() throws Exception {
        int code = run("run", "", "--even-without-accounts");

        // It got as far as Kafka.
        assertThat(code).isEqualTo(ExitCode.NOTHING_REACHABLE);
    }

    @Test
    void without_a_stack_nothing_is_reachable() throws Exception {
        int code = run("run", ACCOUNT);

        assertThat(code).isEqualTo(ExitCode.NOTHING_REACHABLE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("run \"tributary up\"");
    }

    @Test
    void a_wrong_configuration_is_told_in_whole() throws Exception {
        int code = run("run", ACCOUNT + "tokn = \"x\"\npoll_time = \"soon\"\n");

        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("has 2 problems")
                .contains("tokn")
                .contains("poll_time");
    }

    @Test
    void an_unknown_command_is_a_usage_error() {
        assertThat(Ingestor.run("listen")).isEqualTo(ExitCode.USAGE);
        assertThat(Ingestor.run("run", "--status-port", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(Ingestor.run("reset-cursor")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_configured_accounts_are_listed_without_their_tokens() throws Exception {
        int code = run("accounts", ACCOUNT);

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("town                 vkteams    http://127.0.0.1:1/bot/v1/\n");
    }

    @Test
    void the_environment_that_is_given_is_the_one_that_counts() {
        int code =
                Ingestor.run(
                        Map.of(
                                "TRIBUTARY_HOME", directory.toString(),
                                "TRIBUTARY_VKTEAMS_TOWN_BASE_URL", "http://127.0.0.1:1/bot/v1",
                                "TRIBUTARY_VKTEAMS_TOWN_TOKEN", "001.1.1:1"),
                        "run");

        assertThat(code).isEqualTo(ExitCode.NOTHING_REACHABLE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("nothing runs on the data in \"" + directory + "\"");
    }

    @Test
    void a_cursor_of_a_source_without_a_live_stream_cannot_be_reset() throws Exception {
        int code = run("reset-cursor", ACCOUNT, "jsonl:home");

        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("has no live stream");
    }

    @Test
    void help_is_no_error() {
        assertThat(Ingestor.run("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("run", "import", "accounts", "reset-cursor", "Exit codes:");
    }

    private static final String ACCOUNT =
            """
            [vkteams.town]
            base_url = "http://127.0.0.1:1/bot/v1"
            token = "001.1.1:1"
            """;

    private int run(String command, String toml, String... more) throws IOException {
        Path config = Files.writeString(directory.resolve("tributary.toml"), toml);
        String[] arguments =
                new String[] {
                    command, "--config", config.toString(), "--data", directory.toString()
                };
        return Ingestor.run(
                java.util.stream.Stream.concat(
                                java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
                        .toArray(String[]::new));
    }
}
