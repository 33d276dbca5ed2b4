package dev.tributary.standalone.bench;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.program.ProgramLogging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `tributary bench`: each line against its yardstick, by turns, medians and ratios.
@Command(
        name = "bench",
        description = "Measure each stage against its yardstick, side by side in one run.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Lines:",
            "  store              topic -> tables, against COPY of the same rows into the",
            "                     same tables and indexes",
            "  embed              the embedder, against raw ONNX Runtime, one text a call",
            "  freshness          1,000 events at 20 a second, from the poll's answer to",
            "                     being found, milliseconds",
            "  freshness-import   the same while an import runs beside it",
            "  live               1,000 events at 20 a second, from the poll's answer to the",
            "                     line of tail and to an agent that watches the chat, while a",
            "                     rebuild swaps the archive in between",
            "  questions          500 distinct questions of each kind to a warm query daemon,",
            "                     from the command to the first output, milliseconds",
            "  start              query-cli from start to exit, against hello world on the",
            "                     same JDK, and the daemon's memory; needs hyperfine",
            "  mcp                the bridge for agents over stdio: from its start to the",
            "                     answer to initialize, with a query daemon and without,",
            "                     and 500 distinct warm search_hybrid calls, milliseconds",
            "",
            "With TRIBUTARY_TEST_DATA the texts are those of irc-ubuntu, else generated sentences.",
            "Rates swing with the machine's load: quote the ratios."
        })
public final class BenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LINE", description = "which lines (default: all)", arity = "0..*")
    private List<String> names = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "rounds of each ratio (default: ${DEFAULT-VALUE})",
            defaultValue = "5")
    private int rounds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "questions, start and mcp: ask the archive of the stack",
                "that runs there",
                "(default: one that is made for the purpose)"
            })
    private @Nullable Path data;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
            defaultValue = "table")
    private Output output = Output.table;

    private enum Output {
        table,
        json
    }

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        ProgramLogging.toStderr(
                new Settings.Logging(Settings.Logging.Level.ERROR, Settings.Logging.Format.TEXT));
        PrintWriter talk = spec.commandLine().getErr();
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds " + rounds + " is below 1");
        }
        List<Result> results = new ArrayList<>();
        for (Benchmark benchmark : chosen()) {
            talk.println("bench: " + benchmark.name() + ": " + benchmark.description());
            talk.flush();
            results.addAll(measure(benchmark, talk));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.json) {
            out.println(json(results));
        } else {
            results.forEach(result -> out.println(line(result)));
        }
        return ExitCode.OK;
    }

    private List<Benchmark> all() {
        return List.of(
                new StoreBenchmark(),
                new EmbedBenchmark(),
                new FreshnessBenchmark(false),
                new FreshnessBenchmark(true),
                new LiveBenchmark(root()),
                new QuestionsBenchmark(root(), data),
                new StartBenchmark(root(), data),
                new McpBenchmark(root(), data));
    }

    /// Of the checkout, as the launcher says.
    private static Path root() {
        return Path.of(System.getProperty("tributary.root", ""));
    }

    private List<Benchmark> chosen() {
        List<Benchmark> all = all();
        List<Benchmark> chosen =
                names.isEmpty() ? all : all.stream().filter(b -> names.contains(b.name())).toList();
        if (chosen.size() < names.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "unknown line in "
                            + names
                            + "; lines: "
                            + all.stream().map(Benchmark::name).toList());
        }
        return chosen;
    }

    private List<Result> measure(Benchmark benchmark, PrintWriter talk) throws Exception {
        return switch (benchmark) {
            case Benchmark.Spread spread ->
                    List.of(
                            Result.OfSpread.of(
                                    spread.name(),
                                    spread.measure(message -> tell(talk, message)),
                                    null));
            case Benchmark.Several several -> several.measure(message -> tell(talk, message));
            case Benchmark.Ratio ratio -> {
                List<double[]> measured = new ArrayList<>();
                try (Benchmark.Sides sides = ratio.open(message -> tell(talk, message))) {
                    // The first round warms both sides up and does not count.
                    for (int round = 0; round <= rounds; round++) {
                        double subject = sides.subject();
                        double yardstick = sides.yardstick();
                        tell(
                                talk,
                                String.format(
                                        Locale.ROOT,
                                        "round %d: %,.0f against %,.0f %s/s, ratio %.2f",
                                        round,
                                        subject,
                                        yardstick,
                                        ratio.unit(),
                                        subject / yardstick));
                        if (round > 0) {
                            measured.add(new double[] {subject, yardstick});
                        }
                    }
                }
                yield List.of(Result.OfRatio.of(ratio.name(), ratio.unit(), measured));
            }
        };
    }

    private static void tell(PrintWriter talk, String message) {
        talk.println("  " + message);
        talk.flush();
    }

    private static String line(Result result) {
        return switch (result) {
            case Result.OfRatio r ->
                    String.format(
                            Locale.ROOT,
                            "%-18s ratio %.2f  (%,.0f against %,.0f %s/s, medians of %d)",
                            r.name(),
                            r.ratio(),
                            r.subject(),
                            r.yardstick(),
                            r.unit(),
                            r.rounds());
            case Result.OfSpread s ->
                    String.format(
                                    Locale.ROOT,
                                    s.bar() == null
                                            ? "%-18s p50 %.0f  p95 %.0f  p99 %.0f  max %.0f ms"
                                            : "%-18s p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms",
                                    s.name(),
                                    s.p50(),
                                    s.p95(),
                                    s.p99(),
                                    s.max())
                            + String.format(Locale.ROOT, "  (%,d events)", s.count())
                            + (s.bar() == null
                                    ? ""
                                    : bar(new Result.Bar("ms p95", s.bar(), s.p95())));
            case Result.OfProcess p ->
                    String.format(
                                    Locale.ROOT,
                                    "%-18s %6.1f ms  %.2f x  (%.1f to %.1f, %d runs)",
                                    p.name(),
                                    p.median(),
                                    p.ratio(),
                                    p.least(),
                                    p.most(),
                                    p.runs())
                            + bar(p.bar());
            case Result.OfMemory m ->
                    String.format(Locale.ROOT, "%-18s %6.1f MB", m.name(), m.megabytes())
                            + bar(m.bar());
        };
    }

    private static String bar(Result.@Nullable Bar bar) {
        return bar == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  bar %s %s: %s",
                        bar.limit() < 10 ? bar.limit() : Math.round(bar.limit()),
                        bar.unit(),
                        bar.isKept() ? "kept" : "MISSED");
    }

    private String json(List<Result> results) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        var lines = root.putArray("data");
        results.forEach(result -> lines.add(mapper.valueToTree(result)));
        root.putObject("meta")
                .put("rounds", rounds)
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString());
        return mapper.writeValueAsString(root);
    }
}
