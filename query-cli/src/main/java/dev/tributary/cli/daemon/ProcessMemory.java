package dev.tributary.cli.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this process takes, in bytes.
///
/// @param resident null where there is no `/proc` to tell
/// @param heapUsed what is not yet collected included
public record ProcessMemory(@Nullable Long resident, long heapUsed, long heapMost) {

    private static final Path STATUS = Path.of("/proc/self/status");

    public static ProcessMemory now() {
        Runtime runtime = Runtime.getRuntime();
        return new ProcessMemory(
                measured(), runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    }

    private static @Nullable Long measured() {
        try {
            return residentIn(Files.readAllLines(STATUS));
        } catch (IOException e) {
            return null;
        }
    }

    /// `VmRSS: 123456 kB` (<https://man7.org/linux/man-pages/man5/proc_pid_status.5.html>).
    static @Nullable Long residentIn(List<String> status) {
        for (String line : status) {
            if (line.startsWith("VmRSS:")) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return null;
    }
}
