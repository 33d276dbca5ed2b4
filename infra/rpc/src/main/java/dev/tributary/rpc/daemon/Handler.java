package dev.tributary.rpc.daemon;

import java.nio.ByteBuffer;

/// What a program does with one command. Called on a thread of the command's own, many at a time.
/// When the caller leaves, the thread is interrupted; what the handler writes after that goes
/// nowhere. An exception becomes an error for its caller alone.
@FunctionalInterface
public interface Handler {

    /// @param command read-only; its meaning is between the program and its client
    /// @return the exit code
    int handle(ByteBuffer command, Reply reply) throws Exception;
}
