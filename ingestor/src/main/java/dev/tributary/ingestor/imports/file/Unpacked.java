package dev.tributary.ingestor.imports.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;

/// The unpacked bytes of a gzip file, which end where its data break: what could be unpacked is
/// read to its last byte, and only then is it asked whether that was the end.
final class Unpacked extends FilterInputStream {

    private Optional<IOException> breakage = Optional.empty();

    Unpacked(InputStream unpacking) {
        super(unpacking);
    }

    /// What ended the bytes, if it was not their end.
    Optional<IOException> breakage() {
        return breakage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (breakage.isPresent()) {
            return -1;
        }
        try {
            return super.read(bytes, offset, length);
        } catch (EOFException | ZipException e) {
            breakage = Optional.of(e);
            return -1;
        }
    }
}
