package dev.tributary.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Asking;
import dev.tributary.cli.Cli;
import dev.tributary.cli.Invocation;
import dev.tributary.cli.QueryCli;
import dev.tributary.cli.TerminalFacts;
import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.contract.runtime.DataDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same command line in this process and through the daemon's socket.
@Tag("stack")
class SameAnswersIT {

    private static final String INGESTOR = "http://127.0.0.1:1/status";

    @TempDir private static Path directory;

    private static Path data;
    private static SmallArchive archive;
    private static DaemonChild daemon;

    @BeforeAll
    static void start() throws Exception {
        data = Files.createDirectory(directory.toRealPath().resolve("data"));
        archive = new SmallArchive(new DataDirectory(data));
        daemon = DaemonChild.start(data, directory);
    }

    @AfterAll
    static void stop() {
        daemon.close();
        archive.close();
    }

    record Caller(
            String name, boolean interactive, boolean colour, int columns, String tz, String zone) {

        static final Caller PIPE = new Caller("pipe", false, false, 0, "", "");
        static final Caller NARROW = new Caller("narrow", true, true, 60, "", "");
        static final Caller TOKYO = new Caller("Tokyo", true, false, 120, "Asia/Tokyo", "Japan");
        static final Caller MSK = new Caller("MSK-3", true, false, 0, "MSK-3", "+03:00");
        static final Caller NOWHERE = new Caller("nowhere", true, true, 10, "Nowhere/X", "Z");

        ZoneId zoneId() {
            return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
        }

        TerminalFacts terminal() {
            int width = columns == 0 ? TerminalFacts.USUAL_COLUMNS : columns;
            return interactive
                    ? new TerminalFacts(true, colour, width, zoneId())
                    : TerminalFacts.plain(zoneId());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Ask(Caller caller, String stdin, List<String> arguments) {
        static Ask pipe(String... arguments) {
            return new Ask(Caller.PIPE, "", List.of(arguments));
        }

        @Override
        public String toString() {
            return caller + ": " + String.join(" ", arguments);
        }
    }

    static Stream<Ask> battery() {
        String third = SmallArchive.REF + "3";
        Stream<Ask> plain =
                Stream.of(
                        Ask.pipe(),
                        Ask.pipe("--help"),
                        Ask.pipe("--version"),
                        Ask.pipe("help", "search"),
                        Ask.pipe("search", "text", "--help"),
                        Ask.pipe("daemon", "--help"),
                        Ask.pipe("completion", "bash"),
                        Ask.pipe("search", "text", "report"),
                        Ask.pipe("search", "text", "report", "--no-daemon"),
                        Ask.pipe("search", "text", "report", "--output", "json"),
                        Ask.pipe("search", "text", "report", "--output", "ndjson"),
                        Ask.pipe("search", "text", "отчёта", "--limit", "2"),
                        Ask.pipe("search", "text", "😀", "👩‍👩‍👧‍👦"),
                        Ask.pipe("search", "text", "", "report"),
                        Ask.pipe("search", "text", "nothing-of-the-kind"),
                        Ask.pipe("search", "text", "report", "--chat", "TEAM", "--sender", "anna"),
                        Ask.pipe(
                                "search",
                                "text",
                                "report",
                                "--since",
                                "2026-01-01T10:05:00Z",
                                "--until",
                                "2026-01-01T10:09:00Z",
                                "--output",
                                "json"),
                        Ask.pipe("search", "semantic", "a pet on a computer", "--limit", "3"),
                        Ask.pipe("search", "semantic", "a pet", "--output", "json"),
                        Ask.pipe("search", "hybrid", "warm cat", "--output", "json"),
                        Ask.pipe("search", "hybrid", "warm cat", "--output", "ndjson"),
                        Ask.pipe("context", "recent", "--timeframe", "400w", "--limit", "4"),
                        Ask.pipe("context", "around", third, "--before", "2", "--after", "1"),
                        Ask.pipe("context", "thread", third),
                        Ask.pipe("context", "thread", third, "--output", "ndjson"),
                        Ask.pipe("history", third),
                        Ask.pipe("history", SmallArchive.REF + "5", "--output", "json"),
                        Ask.pipe("tail"),
                        Ask.pipe("tail", "--help"),
                        Ask.pipe("tail", "--limit", "2", "--output", "json"),
                        Ask.pipe("tail", "--output", "ndjson", "--sender", "анна"),
                        Ask.pipe("tail", "--chat", "pets", "--since", "2026-01-01T11:00:02Z"),
                        Ask.pipe("tail", "--chat", "nobody"),
                        Ask.pipe("chats"),
                        Ask.pipe("chats", "--output", "json"),
                        Ask.pipe("stats"),
                        Ask.pipe("stats", "--chat", "pets", "--output", "json"),
                        Ask.pipe("status", "--ingestor", INGESTOR),
                        Ask.pipe("status", "--ingestor", INGESTOR, "--output", "json"),
                        Ask.pipe("dead-letters", "list"),
                        Ask.pipe("dead-letters", "list", "--output", "json"),
                        Ask.pipe("dead-letters", "show", "0"),
                        Ask.pipe("dead-letters", "show", "1", "--raw"),
                        Ask.pipe("dead-letters", "show", "999"));
        Stream<Ask> refused =
                Stream.of(
                        Ask.pipe("serach", "text", "x"),
                        Ask.pipe("search", "text"),
                        Ask.pipe("search", "text", "x", "--limit", "0"),
                        Ask.pipe("search", "text", "x", "--limit", "0", "--output", "json"),
                        Ask.pipe("search", "text", "x", "--chat", "nobody"),
                        Ask.pipe("search", "text", "x", "--chat", "EA"),
                        Ask.pipe("search", "text", "x", "--chat", "EA", "--output", "json"),
                        Ask.pipe("search", "text", "x", "--cursor", "broken"),
                        Ask.pipe("search", "text", "x".repeat(20_000)),
                        Ask.pipe("tail", "--follow", "--output", "json"),
                        Ask.pipe("tail", "--follow", "--until", "1h"),
                        Ask.pipe("tail", "--limit", "-1"),
                        Ask.pipe("history", "nonsense"),
                        Ask.pipe("history", "jsonl:a/team/999"),
                        Ask.pipe("stats", "--config", "absent.toml"),
                        Ask.pipe("stats", "--config", "absent.toml", "--output", "json"));
        List<List<String>> looked =
                List.of(
                        List.of("search", "text", "report", "--limit", "3"),
                        List.of("context", "recent", "--timeframe", "400w", "--limit", "4"),
                        List.of("search", "text", "x", "--since", "2026-01-01T10:30"),
                        List.of("chats", "--since", "2026-01-01"),
                        List.of("tail"),
                        List.of("stats"),
                        List.of("--help"));
        Stream<Ask> terminals =
                Stream.of(Caller.NARROW, Caller.TOKYO, Caller.MSK, Caller.NOWHERE)
                        .flatMap(caller -> looked.stream().map(line -> new Ask(caller, "", line)));
        Stream<Ask> fed =
                Stream.of(
                        new Ask(Caller.PIPE, "annual\nreport\n", List.of("search", "text", "-")),
                        new Ask(Caller.PIPE, "", List.of("search", "text", "-")),
                        new Ask(Caller.PIPE, "кот", List.of("search", "text", "--", "-", "x")));
        return Stream.of(plain, refused, terminals, fed).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("battery")
    void everyCommandAnswersTheSame(Ask ask) throws Exception {
        Cli.Result here = here(ask, data, Map.of("TRIBUTARY_HOME", data.toString()));

        Cli.Result there = daemon.call(call(ask, data)).result();

        assertThat(masked(there)).isEqualTo(masked(here));
        assertThat(here.out() + here.err()).isNotEmpty();
    }

    @Test
    void aPageAfterTheFirstIsTheSame() throws Exception {
        Ask first = Ask.pipe("search", "text", "report", "--limit", "7", "--output", "json");
        Cli.Result page = daemon.call(call(first, data)).result();
        String cursor = page.json().at("/meta/next_cursor").asString();
        Ask second = Ask.pipe("search", "text", "report", "--limit", "7", "--cursor", cursor);

        Cli.Result there = daemon.call(call(second, data)).result();

        assertThat(there).isEqualTo(here(second, data, Map.of("TRIBUTARY_HOME", data.toString())));
        assertThat(there.out()).contains("Report number");
    }

    @Test
    void aRelativePathIsTheCallers() throws Exception {
        Ask ask = Ask.pipe("stats", "--data", "data");

        Cli.Result there = daemon.call(call(ask, data.getParent())).result();

        assertThat(there).isEqualTo(here(ask, data.getParent(), Map.of()));
        assertThat(there.exitCode()).isZero();
    }

    private static CommandLineCall call(Ask ask, Path workingDirectory) {
        return new CommandLineCall(
                ask.arguments(),
                workingDirectory,
                ask.caller().interactive(),
                ask.caller().columns(),
                ask.caller().colour(),
                ask.caller().tz(),
                ByteBuffer.wrap(ask.stdin().getBytes(UTF_8)));
    }

    private static Cli.Result here(
            Ask ask, Path workingDirectory, Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                new QueryCli(Asking.once(Clock.systemUTC()), Clock.systemUTC())
                        .run(
                                new Invocation(
                                        ask.arguments(),
                                        environment,
                                        workingDirectory,
                                        ask.caller().terminal(),
                                        new ByteArrayInputStream(ask.stdin().getBytes(UTF_8)),
                                        new PrintStream(out, false, UTF_8),
                                        new PrintStream(err, true, UTF_8)));
        return new Cli.Result(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static Cli.Result masked(Cli.Result result) {
        return new Cli.Result(
                result.exitCode(),
                result.out()
                        .replaceAll("(\"took_ms\" ?: ?)[0-9.]+", "$1?")
                        .replaceAll("(\"as_of\" ?: ?)\"[^\"]*\"", "$1?"),
                result.err());
    }
}
