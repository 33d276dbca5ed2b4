package dev.tributary.rpc.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.rpc.wire.Frame.ErrorKind;
import dev.tributary.rpc.wire.Frame.Output;
import dev.tributary.rpc.wire.Frame.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameChannelTest {

    private static final int MAXIMUM = 100_000;

    private static final List<Frame> EACH =
            List.of(
                    new Frame.Hello(1, 4711, 1 << 20, Purpose.ASK, "build \u00e4"),
                    new Frame.Command(bytes("C search tea")),
                    new Frame.Command(ByteBuffer.allocate(MAXIMUM)),
                    new Frame.OutputChunk(Output.OUT, bytes("one")),
                    new Frame.OutputChunk(Output.ERR, bytes("two")),
                    new Frame.OutputChunk(Output.OUT, bytes("")),
                    new Frame.Progress("loading \u2026"),
                    new Frame.Alive(),
                    new Frame.Exit(-3),
                    new Frame.Error(ErrorKind.BUSY, "too many"));

    @Test
    void every_frame_arrives_as_it_was_sent() throws Exception {
        for (Frame frame : EACH) {
            Wire wire = new Wire(Integer.MAX_VALUE);
            new FrameChannel(wire, MAXIMUM).write(frame);

            Frame received = wire.reader().read();

            assertThat(received).isEqualTo(frame);
        }
    }

    @Test
    void frames_that_arrive_byte_by_byte_are_put_together() throws Exception {
        Wire wire = new Wire(1);
        FrameChannel sender = new FrameChannel(wire, MAXIMUM);
        for (Frame frame : EACH) {
            sender.write(frame);
        }
        FrameChannel receiver = wire.reader();

        for (Frame frame : EACH) {
            assertThat(receiver.read()).isEqualTo(frame);
        }
        assertThat(receiver.read()).isNull();
    }

    @Test
    void an_exit_has_this_layout() throws Exception {
        Wire wire = new Wire(1);

        new FrameChannel(wire, MAXIMUM).write(new Frame.Exit(2));

        assertThat(HexFormat.of().formatHex(wire.sent())).isEqualTo("000000040600000002");
    }

    @Test
    void a_hello_of_a_later_protocol_with_more_in_it_is_understood() throws Exception {
        Wire wire = new Wire(Integer.MAX_VALUE);
        wire.put("00000018" + "01" + "00000002" + "0000000000000007" + "00000009" + "00");
        wire.put("00000001" + "62" + "ffff");

        Frame received = wire.reader().read();

        assertThat(received).isEqualTo(new Frame.Hello(2, 7, 9, Purpose.CALL, "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "7fffffff01, 'claims 2147483647 bytes, at most 100000'",
        "ffffffff02, 'claims 4294967295 bytes, at most 100000'",
        "000186a102, 'claims 100001 bytes'",
        "0000000109ff, unknown type 9",
        "0000, middle of a frame",
        "000000040600, middle of a frame",
        "0000000306ffffff, 'an Exit frame has a body of the wrong length, 3 bytes'",
        "000000010800, 'an Alive frame has a body of the wrong length, 1 bytes'",
        "0000000007, 'an Error frame has a body of the wrong length, 0 bytes'",
        "000000010709, unknown kind 9",
        "0000000101ff, 'a Hello frame has a body of the wrong length, 1 bytes'",
        "0000001501000000010000000000000007000000090000000009, a Hello frame has a body",
    })
    void what_is_no_frame_is_named(String sent, String sentence) {
        Wire wire = new Wire(Integer.MAX_VALUE);
        wire.put(sent);

        assertThatThrownBy(() -> wire.reader().read())
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void random_bytes_are_frames_an_end_or_a_violation() {
        Random random = new Random(20261120);
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 5 && random.nextBoolean()) {
                ByteBuffer.wrap(noise).putInt(random.nextInt(60)).put((byte) random.nextInt(10));
            }
            Wire wire = new Wire(1 + random.nextInt(16));
            wire.put(HexFormat.of().formatHex(noise));

            assertThat(readAll(wire.reader())).isGreaterThanOrEqualTo(0);
        }
    }

    private static int readAll(FrameChannel channel) {
        int frames = 0;
        try {
            while (channel.read() != null) {
                frames++;
            }
        } catch (ProtocolViolation expected) {
            return frames;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return frames;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /// Gives at most so many bytes at a time.
    private static final class Wire implements ByteChannel {

        private final int piece;
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private byte[] all = {};
        private int read;

        Wire(int piece) {
            this.piece = piece;
        }

        FrameChannel reader() {
            return new FrameChannel(this, MAXIMUM);
        }

        void put(String hex) {
            sent.writeBytes(HexFormat.of().parseHex(hex));
        }

        byte[] sent() {
            return sent.toByteArray();
        }

        @Override
        public int read(ByteBuffer target) {
            if (all.length != sent.size()) {
                all = sent.toByteArray();
            }
            int count = Math.min(piece, Math.min(target.remaining(), sent.size() - read));
            if (count == 0) {
                return -1;
            }
            target.put(all, read, count);
            read += count;
            return count;
        }

        @Override
        public int write(ByteBuffer bytes) {
            int count = bytes.remaining();
            byte[] copy = new byte[count];
            bytes.get(copy);
            sent.writeBytes(copy);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
