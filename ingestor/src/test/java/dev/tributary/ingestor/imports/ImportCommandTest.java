package dev.tributary.ingestor.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {

    private final Shell shell = new Shell(new MemoryLog());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    telegram-export --zone Moscow f   | "Moscow" is no time zone such as Europe/Moscow or UTC
                    telegram-export --account 5 f     | "5" is not of the form telegram:123456789
                    telegram-export --account telegram:x f | "telegram:x" is not of the form telegram:123456789
                    jsonl --account a/b f             | "a/b" is no name of at most 64 letters, digits and . _ @ # -
                    jsonl f                           | Missing required option: '--account=NAME'
                    telegram-export                   | Missing required parameter: 'FILE'
                    """)
    void a_wrong_command_line_says_what_is_wrong_and_exits_with_64(String words, String problem) {
        int exit = shell.run((Object[]) words.split(" ", -1));

        assertThat(shell.err()).contains(problem);
        assertThat(exit).isEqualTo(64);
    }

    @Test
    void no_format_is_a_wrong_command_line() {
        int exit = shell.run();

        assertThat(shell.err()).startsWith("Name the file's format: telegram-export or jsonl");
        assertThat(exit).isEqualTo(64);
    }

    @Test
    void help_tells_how_to_make_an_export_and_what_the_exit_codes_mean() {
        int exit = shell.run("telegram-export", "--help");

        assertThat(shell.out())
                .contains("Machine-readable JSON")
                .contains("Exit codes:")
                .contains("  64   the command line is wrong")
                .contains("--zone=ZONE");
        assertThat(exit).isZero();
    }

    @Test
    void an_export_is_found_in_its_directory(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("result.json"),
                "{\"personal_information\": {\"user_id\": 7}, \"chats\": {\"list\": []}}");

        int exit = shell.run("telegram-export", directory);

        assertThat(shell.out())
                .isEqualTo(
                        "imported 0 messages of \""
                                + directory.resolve("result.json")
                                + "\" into the account \"telegram:7\"");
        assertThat(exit).isZero();
    }
}
