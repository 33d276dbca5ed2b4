package dev.tributary.rpc.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.rpc.LocalDaemon;
import dev.tributary.rpc.TestHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class BrokenFramesTest {

    private static final String HELLO =
            "0000001701"
                    + "00000002"
                    + "0000000000000000"
                    + "00000000"
                    + "00"
                    + "00000002"
                    + "6231";

    private static LocalDaemon local;

    @BeforeAll
    static void open() throws Exception {
        local = new LocalDaemon(new TestHandler(), LocalDaemon.LIMITS);
    }

    @AfterAll
    static void close() throws Exception {
        local.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 7fffffff02, claims 2147483647 bytes",
        "'', 0010040101, 'claims 1049601 bytes, at most 1049600'",
        "'', ffffffff01, claims 4294967295 bytes",
        "'', 0000000002, the first frame is no Hello",
        "'', 00000001ff00, unknown type -1",
        "'', 000000, in the middle of a frame",
        "hello, 0000000501, in the middle of a frame",
        "hello, 00000004060000, in the middle of a frame",
        "hello, 000000040600000000, the frame after the Hello is no Command",
        "hello, hello, the frame after the Hello is no Command",
        "hello, 7fffffff02, claims 2147483647 bytes",
    })
    void the_connection_ends_with_a_sentence(String hello, String frame, String sentence)
            throws Exception {
        String sent = (hello + frame).replace("hello", HELLO);

        String answer = answer(HexFormat.of().parseHex(sent));

        assertThat(answer).contains(sentence);
        assertThat(local.ask("echo on")).isEqualTo("on");
    }

    @Test
    void half_a_frame_and_silence_are_ended_as_well() throws Exception {
        try (SocketChannel channel = local.connection()) {
            channel.write(ByteBuffer.wrap(HexFormat.of().parseHex(HELLO + "0000")));
            await().until(() -> local.daemon().connections() == 1);

            local.daemon().endSilentOnes(Duration.ZERO);

            assertThat(new String(everything(channel), UTF_8)).contains("no command came");
        }
    }

    @Test
    void four_thousand_connections_of_noise_leave_the_daemon_as_it_was() throws Exception {
        Random random = new Random(20261120);
        long failedBefore = local.daemon().facts().failed();

        for (int round = 0; round < 4_000; round++) {
            try (SocketChannel channel = local.connection()) {
                channel.write(ByteBuffer.wrap(noise(random)));
                if (random.nextInt(4) == 0) {
                    drainFully(channel);
                }
            } catch (IOException ended) {
                assertThat(ended.getMessage()).containsAnyOf("Broken pipe", "reset");
            }
        }

        await().until(() -> local.ask("echo on").equals("on"));
        assertThat(local.daemon().facts().failed()).isEqualTo(failedBefore);
    }

    /// Half of it begins as a client would.
    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (bytes.length > 5 && random.nextBoolean()) {
            ByteBuffer.wrap(bytes)
                    .putInt(random.nextInt(bytes.length))
                    .put((byte) random.nextInt(10));
        }
        // A whole command would be one: its text is random, which the handler does not know.
        if (bytes.length > 5 && bytes[4] == 2) {
            bytes[4] = 3;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (random.nextBoolean()) {
            all.writeBytes(HexFormat.of().parseHex(HELLO));
        }
        all.writeBytes(bytes);
        return all.toByteArray();
    }

    private static String answer(byte[] sent) throws IOException {
        try (SocketChannel channel = local.connection()) {
            channel.write(ByteBuffer.wrap(sent));
            return new String(drainFully(channel), UTF_8);
        }
    }

    private static byte[] drainFully(SocketChannel channel) throws IOException {
        channel.shutdownOutput();
        return everything(channel);
    }

    private static byte[] everything(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toByteArray();
    }
}
