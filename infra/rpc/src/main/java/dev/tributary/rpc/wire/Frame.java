package dev.tributary.rpc.wire;

import java.nio.ByteBuffer;

/// One message. Buffers are read from their position and are not changed.
public sealed interface Frame {

    /// Grows with every change that an older program would misread.
    int PROTOCOL = 2;

    /// The first frame of either side. Its layout is the same in every version of the protocol, so
    /// that builds that understand nothing else of each other still find that out.
    ///
    /// @param protocol version that the sender speaks
    /// @param pid of the daemon; 0 from a client, for which asking would be slow
    /// @param commandBytes the largest command that the daemon takes; 0 from a client
    /// @param purpose of the connection; a daemon repeats nothing and sends CALL
    /// @param build identity of the sender's build
    record Hello(int protocol, long pid, int commandBytes, Purpose purpose, String build)
            implements Frame {}

    /// @param body opaque here
    record Command(ByteBuffer body) implements Frame {}

    /// @param bytes as the handler wrote them, cut anywhere
    record OutputChunk(Output output, ByteBuffer bytes) implements Frame {}

    /// A line for a person who waits.
    record Progress(String text) implements Frame {}

    /// The command goes on, though nothing is to be said.
    record Alive() implements Frame {}

    record Exit(int code) implements Frame {}

    @SuppressWarnings("JavaLangClash") // the protocol's own word; always read as Frame.Error
    record Error(ErrorKind kind, String sentence) implements Frame {}

    /// Why a client connects.
    enum Purpose {
        /// To have a command carried out by its own build; a daemon of another one leaves.
        CALL(0),
        /// To ask whichever build runs.
        ASK(1);

        private final byte code;

        Purpose(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }
    }

    enum Output {
        OUT,
        ERR
    }

    enum ErrorKind {
        /// The command was begun and broke.
        FAILED(0),
        /// The client broke the protocol.
        PROTOCOL(1),
        /// Too many connections; nothing was begun.
        BUSY(2),
        /// The daemon is about to end; nothing was begun.
        LEAVING(3),
        /// The client is another user; nothing was begun.
        REFUSED(4);

        private final byte code;

        ErrorKind(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }
    }
}
