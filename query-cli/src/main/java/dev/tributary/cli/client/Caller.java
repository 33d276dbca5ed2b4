package dev.tributary.cli.client;

import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.client.ReplySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The way to who answers: a daemon, or this process itself. Called once, on the client's thread.
public interface Caller {

    /// @param arguments of the command line, which find the archive
    /// @param command the same with all that belongs to it, encoded
    /// @return the command's exit code
    /// @throws IOException of the sink, or if a daemon's files cannot be used
    /// @throws InterruptedException if the command was cancelled by an interrupt
    int call(List<String> arguments, ByteBuffer command, ReplySink sink)
            throws IOException, DaemonUnavailable, ReplyLost, CommandFailed, InterruptedException;

    /// What to do about a command that broke.
    String hint();
}
