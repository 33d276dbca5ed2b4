package dev.tributary.rpc.daemon;

import java.io.IOException;
import java.io.OutputStream;

/// What a handler writes to. Each write is sent as it is made; while the reader is slow it blocks,
/// and others may take the command's turn meanwhile: it had better hold nothing that they need.
/// Writing after the caller has left throws.
public interface Reply {

    OutputStream out();

    OutputStream err();

    /// For a person who waits.
    void progress(String text) throws IOException;

    /// The command goes on until its caller leaves: its turn goes to another, and a daemon that
    /// leaves cancels it without waiting for its end.
    ///
    /// @return false if too many follow already; the command keeps its turn then and had better end
    boolean follow();
}
