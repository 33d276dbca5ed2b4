package dev.tributary.rpc.daemon;

import static dev.tributary.rpc.TestHandler.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.rpc.ChildDaemon;
import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The full size, 1 GB at 10 MB/s, takes 100 s: `-Drpc.stream.mb=1024 -Drpc.stream.rate=10`.
@Tag("stack")
class SlowReaderIT {

    private static final long BYTES = Integer.getInteger("rpc.stream.mb", 64) * (1L << 20);
    private static final long RATE = Integer.getInteger("rpc.stream.rate", 32) * (1L << 20);
    private static final long MOST = 32 << 10;

    @Test
    void a_stream_to_a_slow_reader_does_not_pile_up_in_the_daemon() throws Exception {
        try (ChildDaemon daemon = new ChildDaemon()) {
            CollectedReply pid = new CollectedReply();
            daemon.client("b1").call(command("pid"), pid, daemon.start("b1"));
            long before = residentKib(pid.out());
            Slow slow = new Slow(pid.out());

            daemon.client("b1").call(command("stream " + BYTES), slow, daemon.start("b1"));

            long grown = slow.most - before;
            System.err.printf(
                    "%d MiB at %.1f MiB/s: daemon from %d KiB by %d KiB%n",
                    BYTES >> 20, slow.rate(), before, grown);
            assertThat(slow.received).isEqualTo(BYTES);
            assertThat(slow.rate()).isLessThan(1.1 * RATE / (1 << 20));
            assertThat(grown).isLessThan(MOST);
        }
    }

    private static long residentKib(String pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS of " + pid);
    }

    /// Reads at its rate and looks at the daemon now and then.
    private static final class Slow implements ReplySink {

        private final String pid;
        private final long began = System.nanoTime();
        private long received;
        private long most;
        private long looked;

        Slow(String pid) {
            this.pid = pid;
        }

        double rate() {
            return received / (double) (1 << 20) / ((System.nanoTime() - began) / 1e9);
        }

        @Override
        public void out(ByteBuffer bytes) throws IOException {
            received += bytes.remaining();
            long due = began + (long) (received * 1e9 / RATE);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (received - looked > 1 << 20) {
                looked = received;
                most = Math.max(most, residentKib(pid));
            }
        }

        @Override
        public void err(ByteBuffer bytes) {}

        @Override
        public void progress(String text) {}

        @Override
        public void slow(Slowness why) {}
    }
}
