package dev.tributary.ingestor.telegram.tdlib;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Finds the library in what it is published in: npm's `.tgz`, Maven's `.jar`, or the bare file.
final class TdArchive {

    private static final int MARK = 4;

    /// A tar file's headers and the unit of its contents
    /// (<https://www.gnu.org/software/tar/manual/html_node/Standard.html>).
    private static final int BLOCK = 512;

    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;

    private TdArchive() {}

    /// @param entries the library's possible names in an archive
    /// @return the library's bytes, as far as they go
    /// @throws IOException if it is no such archive or the library is not in it
    static InputStream library(InputStream file, Set<String> entries) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
        in.mark(MARK);
        byte[] start = in.readNBytes(MARK);
        in.reset();
        String magic = new String(start, ISO_8859_1);
        if (magic.startsWith("\u001f\u008b")) {
            return inTar(new GZIPInputStream(in, 1 << 16), entries);
        }
        if (magic.startsWith("PK")) {
            return inZip(new ZipInputStream(in), entries);
        }
        if (magic.equals("\u007fELF")) {
            return in;
        }
        throw new IOException("it is no .tgz, no .jar and no library");
    }

    private static InputStream inZip(ZipInputStream zip, Set<String> entries) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entries.contains(entry.getName())) {
                return zip;
            }
        }
        throw absent(entries);
    }

    private static InputStream inTar(InputStream tar, Set<String> entries) throws IOException {
        byte[] header = tar.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            long size = size(header);
            if (entries.contains(text(header, 0, NAME_LENGTH))) {
                return new Limited(tar, size);
            }
            tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            header = tar.readNBytes(BLOCK);
        }
        throw absent(entries);
    }

    private static IOException absent(Set<String> entries) {
        return new IOException("the archive holds no library for this system, which is " + entries);
    }

    private static long size(byte[] header) throws IOException {
        String octal = text(header, SIZE_AT, SIZE_LENGTH);
        try {
            return Long.parseUnsignedLong(octal, 8);
        } catch (NumberFormatException e) {
            throw new IOException("what is packed in it is no tar archive", e);
        }
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, ISO_8859_1);
        int end = field.indexOf('\0');
        return (end < 0 ? field : field.substring(0, end)).strip();
    }

    /// The first bytes of a stream, all of which must be there.
    private static final class Limited extends InputStream {

        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the archive ends in the middle of the library");
            }
            left -= read;
            return read;
        }
    }
}
