package dev.tributary.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One process, told from every other that had or will have its number, before and after a reboot.
///
/// @param birth on Linux the boot and the clock ticks since then, elsewhere the time of its start
public record ProcessMark(long pid, String birth) {

    /// The 22nd field of `/proc/PID/stat`, counted from the one behind the command's name, which is
    /// in parentheses and may hold anything
    /// (<https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>).
    private static final int START_TIME = 22 - 3;

    public static Optional<ProcessMark> of(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(ProcessMark::birth)
                .map(birth -> new ProcessMark(pid, birth));
    }

    private static Optional<String> birth(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
            return Optional.of(bootId() + "/" + fields.get(START_TIME));
        } catch (IOException e) {
            return process.info().startInstant().map(Object::toString);
        }
    }

    /// Another one after each start of the machine; empty where the system has none.
    public static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /// Whether this very process still runs.
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
