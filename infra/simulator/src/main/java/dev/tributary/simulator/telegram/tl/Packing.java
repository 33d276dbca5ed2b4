package dev.tributary.simulator.telegram.tl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/// `gzip_packed`, in which an object may come in place of itself.
///
/// @see <https://core.telegram.org/mtproto/service_messages#packed-object>
public final class Packing {

    public static final int GZIP_PACKED = 0x3072cfa1;

    private static final int GZIP_MAGIC = 0x1f;

    private Packing() {}

    /// TDLib packs in the zlib format, whatever the name says; both are read.
    ///
    /// @throws MalformedTl if it is neither
    public static ByteBuffer unpack(byte[] packed) {
        try (InputStream in = stream(packed)) {
            return ByteBuffer.wrap(in.readAllBytes());
        } catch (IOException e) {
            throw new MalformedTl("packed object is neither gzip nor zlib: " + e.getMessage());
        }
    }

    private static InputStream stream(byte[] packed) throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        return packed.length > 0 && packed[0] == GZIP_MAGIC
                ? new GZIPInputStream(in)
                : new InflaterInputStream(in);
    }

    /// The object packed, its id in front.
    public static byte[] pack(byte[] object) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] text = TlWriter.text(packed.toByteArray());
        return ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(Integer.reverseBytes(GZIP_PACKED))
                .put(text)
                .array();
    }
}
