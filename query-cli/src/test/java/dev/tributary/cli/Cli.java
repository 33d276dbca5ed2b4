package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.runtime.Endpoints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The client in this process, against a database, into a pipe.
public record Cli(QueryCli cli, Map<String, String> environment, TerminalFacts terminal) {

    /// What one call left behind.
    public record Result(int exitCode, String out, String err) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    public static Cli on(Endpoints.Postgres archive, Asking asking, Clock clock) {
        return new Cli(
                new QueryCli(asking, clock),
                Map.of(
                        "TRIBUTARY_POSTGRES_URL", archive.jdbcUrl(),
                        "TRIBUTARY_POSTGRES_USER", archive.user(),
                        "TRIBUTARY_POSTGRES_PASSWORD", archive.password().value(),
                        "TRIBUTARY_HOME", "/nonexistent"),
                TerminalFacts.plain(ZoneOffset.UTC));
    }

    public Cli in(TerminalFacts other) {
        return new Cli(cli, environment, other);
    }

    public Result run(String... arguments) {
        return runWith("", arguments);
    }

    /// With something on stdin.
    public Result runWith(String stdin, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                cli.run(
                        new Invocation(
                                List.of(arguments),
                                environment,
                                Path.of("").toAbsolutePath(),
                                terminal,
                                new ByteArrayInputStream(stdin.getBytes(UTF_8)),
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8)));
        return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
