package dev.tributary.standalone.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How a run of the stack ended.
///
/// @param at null if nobody saw it
/// @param detail empty, or what is known besides: a signal, an exit code, a crash report
public record Ending(How how, @Nullable Instant at, String detail) {

    /// The words that people and JSON get.
    public enum How {
        IN_ORDER("in order"),
        DID_NOT_START("did not start"),
        CRASHED("crashed"),
        KILLED("killed"),
        REBOOTED("the machine went down");

        private final String words;

        How(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private static final int BY_SIGNAL = 128;
    private static final int SIGKILL = 9;

    /// What must have happened to a run that left no word of its end.
    ///
    /// @param boot of the machine as it runs now
    /// @param exitCode as a shell tells it, if somebody waited for the process
    /// @param reports all that lie there
    static Ending judge(Start start, String boot, OptionalInt exitCode, List<CrashReport> reports) {
        if (!start.process().birth().startsWith(boot)) {
            return new Ending(How.REBOOTED, null, "");
        }
        Optional<CrashReport> report =
                reports.stream()
                        .filter(one -> one.pid() == start.process().pid())
                        .filter(one -> !one.at().isBefore(start.at()))
                        .findFirst();
        if (report.isPresent()) {
            return new Ending(
                    How.CRASHED, report.get().at(), report.get().file().getFileName().toString());
        }
        if (exitCode.isEmpty()) {
            return new Ending(How.KILLED, null, "");
        }
        int code = exitCode.getAsInt();
        if (code <= BY_SIGNAL) {
            return new Ending(How.CRASHED, null, "exit code " + code);
        }
        int signal = code - BY_SIGNAL;
        return new Ending(signal == SIGKILL ? How.KILLED : How.CRASHED, null, "signal " + signal);
    }

    @Override
    public String toString() {
        return how.words() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
