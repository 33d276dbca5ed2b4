package dev.tributary.simulator.telegram.mtproto;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Frames over a socket that came through SOCKS5: AES-256-CTR both ways, then a length of four
/// bytes in front of each frame. One thread may read while another writes.
///
/// @see <https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation>
final class FrameChannel implements AutoCloseable {

    private static final int HEADER = 64;
    private static final int INTERMEDIATE = 0xeeeeeeee;

    /// Telegram adds this to the number of a data center to say "test".
    private static final int TEST_CENTERS = 10_000;

    /// The frame may ask for a quick acknowledgement in the top bit of its length: not given.
    private static final int LENGTH = 0x7fffffff;

    private static final int LONGEST = 1 << 24;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Cipher incoming;
    private final Cipher outgoing;
    private final int dataCenter;

    private FrameChannel(Socket socket, DataInputStream in, byte[] header) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        byte[] reversed = Octets.reversed(Octets.slice(header, 8, 48));
        incoming = ctr(Octets.slice(header, 8, 32), Octets.slice(header, 40, 16));
        outgoing = ctr(Octets.slice(reversed, 0, 32), Octets.slice(reversed, 32, 16));
        ByteBuffer plain = Octets.littleEndian(incoming.update(header));
        if (plain.getInt(56) != INTERMEDIATE) {
            throw new MalformedMessage("transport is not the obfuscated intermediate one");
        }
        dataCenter = Math.abs(plain.getShort(60)) % TEST_CENTERS;
    }

    /// Answers the SOCKS5 greeting and reads the obfuscation's header.
    static FrameChannel accept(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        Socks5.accept(in, socket.getOutputStream());
        byte[] header = new byte[HEADER];
        in.readFully(header);
        return new FrameChannel(socket, in, header);
    }

    /// The data center that the client means, 0 if it did not say.
    int dataCenter() {
        return dataCenter;
    }

    /// @throws IOException if the client has gone
    byte[] read() throws IOException {
        int length = Octets.littleEndian(decrypted(Integer.BYTES)).getInt() & LENGTH;
        if (length > LONGEST) {
            throw new MalformedMessage("frame of \"" + length + "\" bytes is too long");
        }
        return decrypted(length);
    }

    private byte[] decrypted(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return length == 0 ? bytes : incoming.update(bytes);
    }

    void write(byte[] frame) throws IOException {
        byte[] sent =
                Octets.littleEndian(Integer.BYTES + frame.length)
                        .putInt(frame.length)
                        .put(frame)
                        .array();
        out.write(outgoing.update(sent));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static Cipher ctr(byte[] key, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-CTR", e);
        }
    }
}
