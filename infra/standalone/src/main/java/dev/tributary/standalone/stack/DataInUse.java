package dev.tributary.standalone.stack;

import dev.tributary.contract.runtime.AlreadyRunning;
import java.nio.file.Path;

/// Another process runs the stack on the same data.
public final class DataInUse extends AlreadyRunning {

    private static final long serialVersionUID = 1L;

    public DataInUse(Path data, String holder) {
        super(
                "process "
                        + holder
                        + " already runs the stack on the data in \""
                        + data
                        + "\"; stop it with \"tributary down\", or choose other data with --data");
    }
}
