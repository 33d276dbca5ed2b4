package dev.tributary.ingestor.imports.file;

import dev.tributary.contract.raw.RawHeader;
import java.util.Map;

/// What an importer cuts out of a file.
public sealed interface Piece {

    /// Where it stands: a byte offset or a line number, rising through the file. The cursor
    /// remembers it, so it must be the same in every reading of the same file.
    long position();

    /// One message.
    ///
    /// @param headers what the file says of it beside its own bytes
    record Message(long position, Map<RawHeader, String> headers, Capture source) implements Piece {
        public Message {
            headers = Map.copyOf(headers);
        }
    }

    /// A place where a message should stand and does not, or one that no record can hold.
    ///
    /// @param reason a sentence without message content, with the place in it
    record Reject(long position, String reason, Capture source) implements Piece {}
}
