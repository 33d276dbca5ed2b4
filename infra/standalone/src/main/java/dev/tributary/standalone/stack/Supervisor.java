package dev.tributary.standalone.stack;

import dev.tributary.contract.runtime.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The process that starts a stack in the background again when it crashes: `bin/lib/supervise.sh`.
/// It is there in the pauses between two starts as well, when nobody holds the stack's lock.
public final class Supervisor {

    private Supervisor() {}

    /// The supervisor removes it when it ends; one that was killed leaves it, and it names nobody.
    private static Path file(DataDirectory data) {
        return data.run().resolve("supervisor");
    }

    public static void write(DataDirectory data, ProcessMark supervisor) throws IOException {
        Files.createDirectories(data.run());
        Path next = data.run().resolve("supervisor.next");
        Files.writeString(next, supervisor.pid() + " " + supervisor.birth() + "\n");
        Files.move(
                next,
                file(data),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// The one that runs now, whatever file is left.
    public static Optional<ProcessHandle> find(DataDirectory data) throws IOException {
        if (!Files.exists(file(data))) {
            return Optional.empty();
        }
        String[] words = Files.readString(file(data)).strip().split(" ", 2);
        if (words.length != 2 || !words[0].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        ProcessMark mark = new ProcessMark(Long.parseLong(words[0]), words[1]);
        return mark.isAlive() ? ProcessHandle.of(mark.pid()) : Optional.empty();
    }
}
