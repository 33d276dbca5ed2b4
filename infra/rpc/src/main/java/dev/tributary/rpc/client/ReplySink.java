package dev.tributary.rpc.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where a reply goes, piece by piece, on the thread that called. A sink that blocks makes the
/// daemon wait; one that throws ends the call and cancels the command.
public interface ReplySink {

    /// @param bytes valid during the call
    void out(ByteBuffer bytes) throws IOException;

    /// @param bytes valid during the call
    void err(ByteBuffer bytes) throws IOException;

    /// What the daemon is doing, for a person who waits.
    void progress(String text) throws IOException;

    /// Told once, before anything else, if this call cannot be fast.
    void slow(Slowness why) throws IOException;
}
