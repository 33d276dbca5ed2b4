package dev.tributary.ingestor.imports;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.program.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Runs `ingestor import ...` against a log and keeps what it said.
final class Shell {

    private final ImportLog.Opener log;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StopRequest stop = new StopRequest();

    Shell(ImportLog.Opener log) {
        this.log = log;
    }

    int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        ImportRuntime runtime =
                new ImportRuntime(
                        Map.of(),
                        launch -> log,
                        () -> stop,
                        false,
                        ZoneId.of("Europe/Moscow"),
                        Clock.systemUTC(),
                        Collections.nCopies(5, Duration.ofMillis(1)));
        CommandLine line =
                new CommandLine(CommandSpec.create().name("ingestor"))
                        .addSubcommand(ImportCommand.of(runtime));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return Program.run(
                "ingestor",
                line,
                Stream.concat(Stream.of("import"), Arrays.stream(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }

    Shell stoppedBy(StopRequest request) {
        stop = request;
        return this;
    }

    /// Without the duration and speed at its end.
    String out() {
        return out.toString().strip().replaceAll(" in [0-9.]+ s \\([0-9,]+/s\\)$", "");
    }

    /// Without the program's name before it.
    String err() {
        return err.toString().stripTrailing().replaceFirst("^ingestor: ", "");
    }

    static List<String> values(List<RawEvent> events) {
        return events.stream()
                .map(event -> new String(event.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
