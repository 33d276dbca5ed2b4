package dev.tributary.rpc.client;

import static dev.tributary.rpc.TestHandler.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.LocalDaemon;
import dev.tributary.rpc.TestHandler;
import dev.tributary.rpc.place.DaemonId;
import dev.tributary.rpc.place.DaemonPlace;
import dev.tributary.rpc.wire.Frame;
import dev.tributary.rpc.wire.Frame.Hello;
import dev.tributary.rpc.wire.Frame.Purpose;
import dev.tributary.rpc.wire.FrameChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the system takes in its name is all that is heard of a daemon that does not run.
@Timeout(20)
class SilentDaemonTest {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final int MORE_THAN_A_SOCKET_HOLDS = 8 << 20;

    @TempDir Path directory;
    private final CollectedReply reply = new CollectedReply();

    @Test
    void silent_before_its_reply_it_is_named_by_its_process() throws Exception {
        try (Silent daemon = new Silent(directory)) {
            assertThatThrownBy(() -> daemon.call(command("wait"), reply))
                    .isInstanceOf(ReplyLost.class)
                    .hasMessageContaining("process 4711")
                    .hasMessageContaining("suspended or hangs");
        }
    }

    @Test
    void silent_while_it_should_take_the_command_it_has_begun_nothing() throws Exception {
        try (Silent daemon = new Silent(directory)) {
            ByteBuffer large = ByteBuffer.allocate(MORE_THAN_A_SOCKET_HOLDS);

            assertThatThrownBy(() -> daemon.call(large, reply))
                    .isInstanceOf(DaemonUnavailable.class)
                    .hasMessageContaining("process 4711");
        }
    }

    @Test
    void a_command_that_says_nothing_for_longer_is_waited_for() throws Exception {
        Duration tick = Duration.ofMillis(60);
        long longer = 2 * tick.multipliedBy(Patience.TICKS_TO_FRAME).toMillis();
        try (LocalDaemon local = new LocalDaemon(new TestHandler(), LocalDaemon.LIMITS)) {
            int code =
                    new DaemonClient(local.place(), LocalDaemon.BUILD, tick)
                            .call(command("sleep " + longer), reply, local.never());

            assertThat(code).isZero();
            assertThat(reply.out()).isEqualTo("slept");
        }
    }

    /// Says Hello to one client and then nothing, nor does it read.
    private static final class Silent implements AutoCloseable {

        private final DaemonPlace place;
        private final ServerSocketChannel listener;
        private volatile @Nullable SocketChannel connection;

        Silent(Path directory) throws IOException {
            place = new DaemonPlace(directory, new DaemonId("silent"));
            listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(place.socket()));
            Thread.startVirtualThread(this::greet);
        }

        private void greet() {
            try {
                SocketChannel accepted = listener.accept();
                connection = accepted;
                new FrameChannel(accepted, 1 << 10)
                        .write(new Hello(Frame.PROTOCOL, 4711, 16 << 20, Purpose.CALL, "b1"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int call(ByteBuffer command, ReplySink sink) throws Exception {
            DaemonStart never =
                    new DaemonStart(
                            List.of("/bin/false"),
                            place.directory().resolve("out"),
                            Duration.ofSeconds(2));
            return new DaemonClient(place, "b1", TICK).call(command, sink, never);
        }

        @Override
        public void close() throws IOException {
            listener.close();
            SocketChannel accepted = connection;
            if (accepted != null) {
                accepted.close();
            }
        }
    }
}
