package dev.tributary.ingestor.imports;

import dev.tributary.ingestor.launch.LaunchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the import commands need of the process that they run in.
///
/// @param environment where the configuration is, and what overrides it
/// @param isWatched whether somebody looks at stderr
/// @param zone of exports that say nothing better
/// @param pauses how long to wait for Kafka, after each failure in a row; then it is given up
record ImportRuntime(
        Map<String, String> environment,
        LogFinder logs,
        Supplier<StopRequest> stopRequests,
        boolean isWatched,
        ZoneId zone,
        Clock clock,
        List<Duration> pauses) {

    /// A broker that is started again, or a leader that moves, takes seconds; an outage of minutes
    /// is for the person to wait out.
    private static final List<Duration> PAUSES =
            Stream.of(1, 2, 4, 8, 16).map(Duration::ofSeconds).toList();

    ImportRuntime {
        pauses = List.copyOf(pauses);
    }

    @FunctionalInterface
    interface LogFinder {
        /// @throws dev.tributary.contract.runtime.NothingReachable if no Kafka answers
        ImportLog.Opener find(LaunchOptions launch) throws InterruptedException;
    }

    static ImportRuntime ofProcess(Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        return new ImportRuntime(
                environment,
                launch -> new KafkaImportLogs(launch.log(launch.settings()), clock),
                StopRequest::untilShutdown,
                isTerminal(Path.of("/proc/self/fd/2")),
                ZoneId.systemDefault(),
                clock,
                PAUSES);
    }

    /// `System.console()` knows stdin and stdout, and a summary may well be piped while somebody
    /// watches. Where there is no `/proc`, nobody does.
    private static boolean isTerminal(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith("/dev/pts");
        } catch (IOException e) {
            return false;
        }
    }
}
