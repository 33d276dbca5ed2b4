package dev.tributary.standalone.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a dying JVM left in the directory of the logs: the report of a fatal error
/// (`hs_err_<pid>.log`) or a dump of its heap (`*.hprof`).
///
/// @param pid 0 for a heap dump
/// @param problem a report's own first words, such as "SIGSEGV (0xb) at pc=..."; empty for a dump
public record CrashReport(Path file, Instant at, long pid, String problem) {

    private static final Pattern REPORT = Pattern.compile("hs_err_(?:pid)?(\\d+)\\.log");
    private static final Pattern PROBLEM =
            Pattern.compile("#\\s+((?:SIG|Internal Error|Out of Memory|fatal error).*)");
    private static final int HEAD_LINES = 12;

    /// The newest first.
    public static List<CrashReport> in(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        List<CrashReport> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                of(file).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(CrashReport::at).reversed());
        return List.copyOf(found);
    }

    private static Optional<CrashReport> of(Path file) throws IOException {
        String name = file.getFileName().toString();
        Instant at = Files.getLastModifiedTime(file).toInstant();
        Matcher report = REPORT.matcher(name);
        if (report.matches()) {
            long pid = Long.parseLong(report.group(1));
            return Optional.of(new CrashReport(file, at, pid, problem(file)));
        }
        return name.endsWith(".hprof")
                ? Optional.of(new CrashReport(file, at, 0, ""))
                : Optional.empty();
    }

    private static String problem(Path report) throws IOException {
        // Whatever bytes are in it, its head is ASCII.
        try (Stream<String> lines = Files.lines(report, StandardCharsets.ISO_8859_1)) {
            return lines.limit(HEAD_LINES)
                    .map(PROBLEM::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    public boolean isHeapDump() {
        return pid == 0;
    }
}
