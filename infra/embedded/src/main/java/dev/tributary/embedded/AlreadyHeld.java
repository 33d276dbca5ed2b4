package dev.tributary.embedded;

import dev.tributary.contract.runtime.AlreadyRunning;
import java.nio.file.Path;

/// Another process (or another part of this one) runs on the same directory.
public final class AlreadyHeld extends AlreadyRunning {

    private static final long serialVersionUID = 1L;

    /// @param pid 0 if the holder had no time to say it
    AlreadyHeld(Path directory, long pid) {
        super(
                "the directory \""
                        + directory
                        + "\" is in use by "
                        + (pid == 0 ? "another process" : "process " + pid)
                        + "; stop that one (tributary down), or choose another with --data");
    }
}
