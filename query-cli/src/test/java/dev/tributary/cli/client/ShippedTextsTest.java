package dev.tributary.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Cli;
import dev.tributary.cli.command.LaunchTexts;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.Endpoints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files that the build writes, held against what the commands themselves print.
class ShippedTextsTest {

    @TempDir private static Path launchFiles;

    private final Cli commands =
            Cli.on(
                    new Endpoints.Postgres("jdbc:postgresql://127.0.0.1:1/x", "x", new Secret("x")),
                    Asking.once(Clock.systemUTC()),
                    Clock.systemUTC());

    @BeforeAll
    static void build() throws IOException {
        LaunchTexts.write(launchFiles);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "help",
                "help search",
                "help dead-letters",
                "search --help",
                "search text -h",
                "search text words of a query --help",
                "search nonsense --help",
                "nonsense --help",
                "dead-letters list --help",
                "completion --help",
                "completion bash",
                "completion zsh",
                "--version",
                "-V"
            })
    void sayWhatTheCommandSays(String line) throws IOException {
        List<String> arguments = List.of(line.split(" ", -1));

        ByteBuffer shipped = ShippedTexts.find(arguments, launchFiles, false);

        assertThat(shipped).isNotNull();
        assertThat(StandardCharsets.UTF_8.decode(shipped).toString())
                .isEqualTo(commands.run(arguments.toArray(String[]::new)).out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search text x",
                "search text -- --help",
                "search text --chat --help",
                "search --version",
                "help nonsense",
                "help search text",
                "completion fish",
                "../../secret --help",
                "stats --output json"
            })
    void leaveTheRestToTheDaemon(String line) throws IOException {
        ByteBuffer shipped = ShippedTexts.find(List.of(line.split(" ", -1)), launchFiles, false);

        assertThat(shipped).isNull();
    }

    @Test
    void areColouredForATerminal() throws IOException {
        ByteBuffer shipped = ShippedTexts.find(List.of("--help"), launchFiles, true);

        assertThat(StandardCharsets.UTF_8.decode(shipped).toString()).contains("\u001b[");
    }

    @Test
    void areLeftToTheDaemonWhereTheBuildHasNotWrittenThem(@TempDir Path empty) throws IOException {
        assertThat(ShippedTexts.find(List.of("--help"), empty, false)).isNull();
    }
}
