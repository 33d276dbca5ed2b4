package dev.tributary.standalone.launch;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The JVMs that `bin/query-cli` starts. A cache serves one collector and one set of modules'
/// rights, which is why the daemon and the full program have these in common.
enum JvmProgram {
    /// Passes a call to the daemon.
    CLIENT,
    /// Everything in one process: `--no-daemon`, `daemon status` and the like.
    CLI,
    /// The daemon itself.
    DAEMON;

    private static final String DIAGNOSTIC = "-XX:+UnlockDiagnosticVMOptions";

    /// The cache is mapped where its pointers point already; otherwise each is rewritten.
    private static final String UNMOVED = "-XX:ArchiveRelocationMode=0";

    private static final List<String> FULL =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    // Found by name: a search for services opens every jar.
                    "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
                    // It would say on stderr that it was named.
                    "-Dslf4j.internal.verbosity=WARN",
                    // A cache that is missing or damaged costs speed and no word.
                    "-Xlog:aot*=off:stderr",
                    "-Xlog:cds*=off:stderr");

    List<String> flags() {
        return switch (this) {
            // Lives for 30 ms, compiles almost nothing and has nothing to say of its own.
            case CLIENT ->
                    List.of(
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:-UsePerfData",
                            DIAGNOSTIC,
                            UNMOVED,
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
            case DAEMON ->
                    with(
                            "-XX:TieredStopAtLevel=1",
                            "-XX:ReservedCodeCacheSize=48m",
                            "-Xss512k",
                            "-Xms48m",
                            "-Xmn24m",
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

    /// The AOT cache. The daemon shares the full program's.
    String cache() {
        return this == CLIENT ? "client.aot" : "cli.aot";
    }
}
