package dev.tributary.simulator.telegram.mtproto;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/// The server's part of SOCKS5 without a password. Wherever the client wants to go, it is here
/// already.
///
/// @see <https://www.rfc-editor.org/rfc/rfc1928>
final class Socks5 {

    private static final int VERSION = 5;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private Socks5() {}

    static void accept(DataInputStream in, OutputStream out) throws IOException {
        requireVersion(in.readUnsignedByte());
        in.skipNBytes(in.readUnsignedByte());
        out.write(new byte[] {VERSION, 0});
        requireVersion(in.readUnsignedByte());
        in.skipNBytes(2);
        in.skipNBytes(addressLength(in));
        in.skipNBytes(Short.BYTES);
        out.write(new byte[] {VERSION, 0, 0, IPV4, 127, 0, 0, 1, 0, 0});
        out.flush();
    }

    private static void requireVersion(int version) {
        if (version != VERSION) {
            throw new MalformedMessage("\"" + version + "\" is not SOCKS version 5");
        }
    }

    private static int addressLength(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        return switch (type) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> in.readUnsignedByte();
            default -> throw new MalformedMessage("SOCKS5 address type \"" + type + "\"");
        };
    }
}
