package dev.tributary.ingestor.imports.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts, while a stream passes, the multi-byte characters of UTF-8 (RFC 3629) and the bytes that
/// belong to none. A text in another encoding shows itself by the second outweighing the first; a
/// few stray bytes in a good file do not make it another encoding.
final class Utf8Census extends FilterInputStream {

    private int wanted;
    private long position;
    private long characters;
    private long strays;
    private long firstStray = -1;
    private int firstStrayByte;

    Utf8Census(InputStream in) {
        super(in);
    }

    /// Whether the bytes so far are rather of another encoding.
    boolean isAnotherEncoding() {
        return strays > characters;
    }

    /// The position of the first byte that is not UTF-8; -1 where there is none.
    long firstStray() {
        return firstStray;
    }

    /// That byte, 0 to 255.
    int firstStrayByte() {
        return firstStrayByte;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = 0; i < read; i++) {
            byte b = bytes[offset + i];
            if (b < 0 || wanted > 0) {
                count(b);
            }
            position++;
        }
        return read;
    }

    private void count(byte b) {
        boolean continuation = (b & 0xc0) == 0x80;
        if (continuation && wanted > 0) {
            if (--wanted == 0) {
                characters++;
            }
            return;
        }
        if (wanted > 0) {
            wanted = 0;
            stray(b);
        }
        if (b < 0) {
            wanted = continuationBytes(b & 0xff);
            if (wanted == 0) {
                stray(b);
            }
        }
    }

    private static int continuationBytes(int lead) {
        if (lead >= 0xc2 && lead <= 0xdf) {
            return 1;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            return 2;
        }
        return lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    }

    private void stray(byte b) {
        strays++;
        if (firstStray < 0) {
            firstStray = position;
            firstStrayByte = b & 0xff;
        }
    }
}
