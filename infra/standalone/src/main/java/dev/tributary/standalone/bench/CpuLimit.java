package dev.tributary.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A share of one core that a process may use, by a control group of Linux below our own. See
/// <https://docs.kernel.org/scheduler/sched-bwc.html> and
/// <https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files>.
///
/// @param group the group's directory
record CpuLimit(Path group) implements AutoCloseable {

    private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
    private static final Path V2 = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROS = 100_000;
    private static final AtomicInteger NEXT = new AtomicInteger();

    /// @param cores for example 0.4
    /// @throws IllegalStateException if this user may not limit processes here
    static CpuLimit of(double cores) {
        try {
            long quota = Math.round(cores * PERIOD_MICROS);
            String name =
                    "tributary-" + ProcessHandle.current().pid() + "-" + NEXT.getAndIncrement();
            if (Files.exists(V1.resolve("cpu.cfs_quota_us"))) {
                Path group = Files.createDirectory(own(V1, ":cpu:").resolve(name));
                Files.writeString(group.resolve("cpu.cfs_period_us"), "" + PERIOD_MICROS);
                Files.writeString(group.resolve("cpu.cfs_quota_us"), "" + quota);
                return new CpuLimit(group);
            }
            Path group = Files.createDirectory(own(V2, "0::").resolve(name));
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
            return new CpuLimit(group);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no process can be limited to a share of a core here: "
                            + e
                            + "; run this line as root on Linux",
                    e);
        }
    }

    private static Path own(Path root, String line) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                .filter(entry -> entry.contains(line))
                .map(entry -> entry.substring(entry.indexOf('/') + 1))
                .map(root::resolve)
                .findFirst()
                .orElse(root);
    }

    /// The command that runs another one, and all that it starts, within the limit.
    List<String> wrap(List<String> command) {
        List<String> wrapped = new java.util.ArrayList<>();
        wrapped.addAll(List.of("sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", procs().toString()));
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }

    private Path procs() {
        return group.resolve("cgroup.procs");
    }

    /// The processes must have ended.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
