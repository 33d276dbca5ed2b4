package dev.tributary.ingestor.imports.file;

import java.io.IOException;

/// One file format. [ImportRun] reads each file twice: `survey` sees all of it first, so that a
/// file of another sort is refused before anything of it is in the log.
public interface ImportFormat {

    /// @param bytes the file from its first byte, unpacked and without a byte order mark; what the
    ///   survey leaves unread is read by the caller
    /// @param file what errors call it
    /// @throws ImportRefused if the file is not of this format or names no account
    ImportPlan survey(ByteWindow bytes, ImportFile file) throws IOException;
}
