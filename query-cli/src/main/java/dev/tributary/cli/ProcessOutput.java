package dev.tributary.cli;

import dev.tributary.contract.runtime.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// Standard output that remembers that it failed: a [PrintStream] tells nobody, and an answer that
/// went nowhere must not end as a good one. The thin client ends in the same ways.
final class ProcessOutput extends OutputStream {

    /// As a shell shows a program that wrote into a closed pipe.
    private static final int BROKEN_PIPE = 128 + 13;

    private final OutputStream out;
    private @Nullable IOException failure;

    ProcessOutput(OutputStream out) {
        this.out = out;
    }

    /// @param exitCode of the command
    /// @param err told why the answer is not there, unless the reader has left by its own will
    /// @return the process's
    int exitCode(int exitCode, PrintStream err) {
        if (failure == null) {
            return exitCode;
        }
        if ("Broken pipe".equals(failure.getMessage())) {
            return BROKEN_PIPE;
        }
        err.println(
                "query-cli: the output cannot be written: "
                        + failure.getMessage()
                        + "\n"
                        + "  look at where stdout goes: a disk that is full, a closed"
                        + " descriptor");
        return ExitCode.ERROR;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
