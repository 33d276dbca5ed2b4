package dev.tributary.ingestor.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream of bytes seen through a window that moves forward only: it counts positions, and it
/// cuts out a stretch exactly as it stands. Its memory is bounded by the longest stretch that it
/// keeps, whatever the length of the stream.
public final class ByteWindow {

    private static final int INITIAL = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private final int headOfLonger;
    private byte[] buffer = new byte[INITIAL];
    private int at;
    private int limit;
    private long bufferPosition;
    private boolean capturing;
    private long captureStart;
    private byte @Nullable [] head;

    /// @param longest stretch that is kept whole, in bytes
    /// @param headOfLonger how much is kept of a longer one, at most 64 KiB
    public ByteWindow(InputStream in, int longest, int headOfLonger) {
        if (headOfLonger > Math.min(longest, INITIAL)) {
            throw new IllegalArgumentException("a head of " + headOfLonger + " bytes is too long");
        }
        this.in = in;
        this.longest = longest;
        this.headOfLonger = headOfLonger;
    }

    /// How many bytes were passed: the position of the next one.
    public long position() {
        return bufferPosition + at;
    }

    /// The next byte as 0 to 255, which stays next; -1 at the end.
    public int peek() throws IOException {
        return at < limit || fill() ? buffer[at] & 0xff : -1;
    }

    /// Passes the next byte. It must have been seen by [#peek].
    public void pass() {
        at++;
    }

    /// Passes every byte that is not a stop.
    ///
    /// @param stops indexed by byte value, 256 long
    /// @return the stop, which is next; -1 at the end
    public int passTo(boolean[] stops) throws IOException {
        do {
            byte[] bytes = buffer;
            int end = limit;
            for (int i = at; i < end; i++) {
                if (stops[bytes[i] & 0xff]) {
                    at = i;
                    return bytes[i] & 0xff;
                }
            }
            at = end;
        } while (fill());
        return -1;
    }

    /// From here on bytes are kept until [#cut].
    public void mark() {
        capturing = true;
        captureStart = position();
        head = null;
    }

    /// The bytes from the mark to here.
    public Capture cut() {
        capturing = false;
        long length = position() - captureStart;
        byte[] kept = head;
        if (kept == null) {
            int from = (int) (captureStart - bufferPosition);
            int size = length > longest ? headOfLonger : (int) length;
            kept = Arrays.copyOfRange(buffer, from, from + size);
        }
        head = null;
        return new Capture(captureStart, length, kept);
    }

    private boolean fill() throws IOException {
        makeRoom();
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read <= 0) {
            return false;
        }
        limit += read;
        return true;
    }

    /// Lets go of what is behind, or, where a capture fills the window, widens it; past the longest
    /// capture it keeps the head alone.
    private void makeRoom() {
        int from = capturing && head == null ? (int) (captureStart - bufferPosition) : at;
        if (from == 0 && limit == buffer.length) {
            if (limit <= longest) {
                buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, longest + 1));
                return;
            }
            head = Arrays.copyOf(buffer, headOfLonger);
            from = at;
        }
        System.arraycopy(buffer, from, buffer, 0, limit - from);
        bufferPosition += from;
        at -= from;
        limit -= from;
    }
}
