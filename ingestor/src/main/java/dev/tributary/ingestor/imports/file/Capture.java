package dev.tributary.ingestor.imports.file;

/// A stretch of a file.
///
/// The bytes are deliberately an array: each is written to the log once and never compared.
///
/// @param position of the first byte in the file, counted from 0
/// @param length of the stretch
/// @param bytes all of it, or its beginning where it is longer than a record can be
@SuppressWarnings("ArrayRecordComponent")
public record Capture(long position, long length, byte[] bytes) {

    public boolean isWhole() {
        return bytes.length == length;
    }
}
