package dev.tributary.ingestor.imports.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;

/// The unpacked bytes of a gzip file, which end where its data break: what could be unpacked is
/// read to its last byte, and only then is it asked whether that was the end.
final class Unpacked extends BufferedInputStream {

    private static final int BUFFER = 64 * 1024;

    private final Unpacking unpacking;

    /// @param unpacking what throws where the packed data break
    Unpacked(InputStream unpacking) {
        this(new Unpacking(unpacking));
    }

    private Unpacked(Unpacking unpacking) {
        super(unpacking, BUFFER);
        this.unpacking = unpacking;
    }

    /// What ended the bytes, if it was not their end.
    Optional<IOException> breakage() {
        return unpacking.breakage;
    }

    /// Stands below the buffer, which would lose what it holds with an exception.
    private static final class Unpacking extends FilterInputStream {

        private Optional<IOException> breakage = Optional.empty();

        Unpacking(InputStream in) {
            super(in);
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

        /// How much an unpacker can give is not known.
        @Override
        public int available() {
            return 0;
        }
    }
}
