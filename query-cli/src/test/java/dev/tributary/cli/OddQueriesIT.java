package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Archive;
import dev.tributary.embedded.TestStack;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people and scripts type by accident, asked of a real archive.
@Tag("stack")
class OddQueriesIT {

    private static Cli cli;

    @BeforeAll
    static void migrate() {
        var database = TestStack.freshDatabase();
        Archive.open(database).close();
        cli = Cli.on(database, Asking.once(Clock.systemUTC()), Clock.systemUTC());
    }

    static Stream<String> queries() {
        return Stream.of(
                "\"",
                "\"\"",
                "-",
                "--",
                "'",
                "\\",
                "%",
                "or",
                "😀",
                "👩‍👩‍👧‍👦 🎉",
                "\uD800",
                "\u0000",
                "a:* & !b | (c",
                "x".repeat(10_000),
                "word ".repeat(2_000),
                "\"" + "phrase ".repeat(1_400),
                "😀".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void anyQueryGetsAnAnswerOrASentence(String query) {
        for (String kind : new String[] {"text", "hybrid"}) {
            Cli.Result result = cli.run("search", kind, "--", query);

            assertThat(result.exitCode()).as(kind + " " + result.err()).isIn(0, 64);
            assertThat(result.err())
                    .isNotBlank()
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ")
                    .doesNotContain("ERROR:");
        }
    }

    @Test
    void aDashAloneIsWhatComesOnStdin() {
        Cli.Result result = cli.runWith("annual\nreport\n", "search", "text", "-");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).contains("nothing found");
    }

    @Test
    void aQueryThatIsTooLongIsToldHowLongItMayBe() {
        StringBuilder query = new StringBuilder();
        for (int word = 0; query.length() < 9_980; word++) {
            query.append("word").append(word).append(' ');
        }

        Cli.Result result = cli.run("search", "text", query.toString());

        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.err())
                .contains("words and may have 100")
                .contains("search for a part of it");
    }
}
