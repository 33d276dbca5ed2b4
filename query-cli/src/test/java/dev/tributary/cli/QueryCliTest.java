package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answered;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question;
import dev.tributary.contract.runtime.Endpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From arguments to questions and exit codes; nobody is really asked.
class QueryCliTest {

    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final Endpoints.Postgres ARCHIVE =
            new Endpoints.Postgres("jdbc:postgresql://localhost/none", "nobody", new Secret("x"));

    private final List<Question> asked = new ArrayList<>();
    private final Cli cli =
            Cli.on(
                    ARCHIVE,
                    (_, _, question) -> {
                        asked.add(question);
                        return new Answered(
                                new Answer.Hits(List.of()),
                                new Meta(Duration.ZERO, null, List.of(), null, null));
                    },
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void takesNoDaemonBeforeTheCommand() {
        cli.run("--no-daemon", "search", "text", "word");

        assertThat(asked).hasSize(1);
    }

    @Test
    void turnsOptionsIntoAQuestion() {
        cli.run(
                "search",
                "text",
                "release",
                "notes",
                "--source",
                "vkteams",
                "--account",
                "jsonl:a",
                "--chat",
                "Team",
                "--chat",
                "c2",
                "--sender",
                "anna",
                "--since",
                "7d",
                "--until",
                "2026-01-31",
                "--limit",
                "5",
                "--cursor",
                "abc",
                "--include-deleted");

        assertThat(asked)
                .containsExactly(
                        new Question.SearchText(
                                "release notes",
                                new Filters(
                                        Set.of(Service.VKTEAMS),
                                        Set.of(AccountId.parse("jsonl:a")),
                                        List.of("Team", "c2"),
                                        List.of("anna"),
                                        Instant.parse("2026-01-25T00:00:00Z"),
                                        Instant.parse("2026-01-31T00:00:00Z"),
                                        true),
                                new PageRequest(5, new Cursor("abc"))));
    }

    @Test
    void readsATimeWithoutAnOffsetInTheZoneOfTheOneWhoAsks() {
        Cli inMoscow = cli.in(TerminalFacts.plain(java.time.ZoneId.of("Europe/Moscow")));

        inMoscow.run("chats", "--since", "2026-01-31");

        assertThat(((Question.Chats) asked.getFirst()).filters().since())
                .isEqualTo("2026-01-30T21:00:00Z");
    }

    @Test
    void takesAQueryThatStartsWithADashAfterTwoDashes() {
        cli.run("search", "hybrid", "--limit", "3", "--", "-secret", "plan");

        assertThat(((Question.SearchHybrid) asked.getFirst()).query()).isEqualTo("-secret plan");
    }

    @Test
    void readsTheQueryFromStdinWhereItIsADash() {
        cli.runWith("release\nnotes\n", "search", "text", "-");

        assertThat(((Question.SearchText) asked.getFirst()).query()).isEqualTo("release\nnotes");
    }

    @Test
    void refusesMoreThanAQueryOnStdin() {
        Cli.Result result = cli.runWith("x".repeat((1 << 20) + 1), "search", "text", "-");

        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.err()).contains("what came on stdin is longer than 1 MiB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search text|Missing required parameter: 'QUERY'",
                "search text ' '|the query is empty; give at least one word, for example: search"
                        + " text report",
                "search text x --limit 0|the limit is 0 and must be 1 to 1000",
                "search text x --limit many|Invalid value for option '--limit': 'many' is not an"
                        + " int",
                "search text x --since soon|time \"soon\" is not understood; give 2026-01-31,"
                        + " 2026-01-31T09:00:00Z or how long ago: 90m, 2h, 7d, 4w",
                "search text x --source irc|unknown source \"irc\"; known sources: vkteams,"
                        + " telegram, jsonl",
                "search text x --account bare|account \"bare\" is not of the form <source>:<id>,"
                        + " for example vkteams:1000003205",
                "context around nonsense|reference \"nonsense\" is not of the form"
                        + " <account>/<chat>/<message>; copy it from a search result",
                "context recent --timeframe 0h|a timeframe must be longer than nothing, for example"
                        + " 2h or 7d",
                "serach text x|Unmatched arguments from index 0: 'serach', 'text', 'x'",
            })
    void refusesWhatItDoesNotUnderstand(String line, String sentence) {
        Cli.Result result = cli.run(split(line));

        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void tellsScriptsWhatIsWrongWhereTheyLook() {
        Cli.Result result = cli.run("search", "text", "x", "--limit", "0", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.out())
                .isEqualTo(
                        """
                        {
                          "error" : {
                            "code" : "usage",
                            "message" : "the limit is 0 and must be 1 to 1000",
                            "hint" : "query-cli --help shows what there is"
                          }
                        }
                        """);
    }

    @Test
    void saysWhatToDoWhereNothingRuns() {
        Cli away =
                new Cli(
                        new QueryCli(Asking.once(Clock.systemUTC()), Clock.systemUTC()),
                        java.util.Map.of("TRIBUTARY_HOME", "/nonexistent"),
                        TerminalFacts.plain(ZoneOffset.UTC));

        Cli.Result result = away.run("search", "text", "x");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("run tributary up");
    }

    @Test
    void saysThatPostgresDoesNotAnswer() {
        Cli closed =
                Cli.on(
                        new Endpoints.Postgres(
                                "jdbc:postgresql://127.0.0.1:1/none", "nobody", new Secret("x")),
                        Asking.once(Clock.systemUTC()),
                        Clock.systemUTC());

        Cli.Result result = closed.run("stats");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).contains("127.0.0.1:1").contains("tributary status");
    }

    @Test
    void explainsEachCommand() {
        for (String command :
                List.of(
                        "search",
                        "context",
                        "history",
                        "chats",
                        "stats",
                        "status",
                        "doctor",
                        "dead-letters")) {
            Cli.Result result = cli.run(command, "--help");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).contains("Usage: query-cli " + command);
        }
    }

    @Test
    void namesTheSourcesThatThereAreAndWhereItLooksForData() {
        Cli.Result result = cli.run("search", "text", "--help");

        assertThat(result.out())
                .contains(
                        Arrays.stream(Service.values())
                                .map(Service::wireName)
                                .collect(Collectors.joining(", ")))
                .contains("TRIBUTARY_HOME, $XDG_DATA_HOME/tributary");
    }

    @Test
    void printsACompletionScript() {
        Cli.Result result = cli.run("completion", "bash");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("complete -F").contains("--include-deleted");
    }

    private static String[] split(String line) {
        return Arrays.stream(line.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
                .map(word -> word.equals("' '") ? " " : word)
                .toArray(String[]::new);
    }
}
