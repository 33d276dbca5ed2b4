package dev.tributary.standalone.launch;

import dev.tributary.program.LogbackInCode;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The JVMs that `bin/query-cli` and `bin/mcp-bridge` start, each with a cache of its own.
enum JvmProgram {
    /// Passes a call to the daemon.
    CLIENT,
    /// Everything in one process: `--no-daemon`, `daemon status` and the like.
    CLI,
    /// The daemon itself.
    DAEMON,
    /// The bridge for one agent, over stdio.
    BRIDGE;

    private static final String DIAGNOSTIC = "-XX:+UnlockDiagnosticVMOptions";

    /// The cache is mapped where its pointers point already; otherwise each is rewritten.
    private static final String UNMOVED = "-XX:ArchiveRelocationMode=0";

    /// The one that the JDK would choose here; choosing looks for others in every jar.
    private static final String SELECTORS =
            "-Djava.nio.channels.spi.SelectorProvider="
                    + SelectorProvider.provider().getClass().getName();

    private static final List<String> FULL =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    // Found by name: a search for services opens every jar.
                    "-Dslf4j.provider=" + LogbackInCode.class.getName(),
                    // It would say on stderr that it was named.
                    "-Dslf4j.internal.verbosity=WARN",
                    SELECTORS,
                    // What is printed is the same in every place, and reading a place's customs for
                    // the driver's calendar takes as long as a question to Postgres.
                    "-Djava.locale.providers=FALLBACK",
                    // A cache that is missing or damaged costs speed and no word.
                    "-Xlog:aot*=off:stderr",
                    "-Xlog:cds*=off:stderr");

    List<String> flags() {
        return switch (this) {
            // Lives for 30 ms, passes bytes on and has nothing to say of its own: a compiler would
            // take a fifth of its processor time.
            case CLIENT ->
                    List.of(
                            "-XX:+UseSerialGC",
                            "-Xint",
                            "-XX:-UsePerfData",
                            DIAGNOSTIC,
                            UNMOVED,
                            SELECTORS,
                            "-Xmx64m",
                            "-Xlog:disable");
            // Asks one question: most of what a compiler makes comes too late for it.
            case CLI ->
                    with(
                            "-XX:TieredStopAtLevel=1",
                            "-XX:CompileThresholdScaling=4",
                            DIAGNOSTIC,
                            UNMOVED,
                            "-XX:-AOTReplayTraining",
                            "-Xmx512m");
            // Lives long and must stay small: what it does is done in Postgres and in the model.
            // Compiling at once what the training compiled, or as soon as usual, would take the
            // first question's cores.
            case DAEMON ->
                    with(
                            "-XX:TieredStopAtLevel=1",
                            "-XX:CompileThresholdScaling=4",
                            DIAGNOSTIC,
                            UNMOVED,
                            "-XX:-AOTReplayTraining",
                            "-XX:ReservedCodeCacheSize=48m",
                            "-Xss512k",
                            "-Xms48m",
                            "-Xmn24m",
                            "-Xmx256m");
            // Lives as long as its agent, of which there are many.
            case BRIDGE ->
                    with(
                            "-XX:TieredStopAtLevel=1",
                            "-XX:ReservedCodeCacheSize=32m",
                            "-Xss512k",
                            "-Xmx256m");
        };
    }

    private static List<String> with(String... own) {
        return Stream.concat(FULL.stream(), Stream.of(own)).toList();
    }

    /// The file with the JVM's arguments, in the form of `java @file`.
    String arguments() {
        return name().toLowerCase(Locale.ROOT) + ".args";
    }

    /// The AOT cache.
    String cache() {
        return name().toLowerCase(Locale.ROOT) + ".aot";
    }
}
