package dev.tributary.rpc.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.rpc.CollectedReply;
import dev.tributary.rpc.LocalDaemon;
import dev.tributary.rpc.TestHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180) // against hanging; a busy machine takes more than one minute
class ManyClientsTest {

    private static final int CLIENTS = 100;
    private static final int COMMANDS = 10_000;
    private static final int LARGEST_REPLY = 100_000;
    private static final long CANCELLED_WITHIN_NANOS = Duration.ofMillis(20).toNanos();
    private static final long FLAT = 8 << 20;

    /// The JDK adds threads for virtual ones, and a descriptor each, when it sees fit. A leak would
    /// be a thousand.
    private static final int JDKS_OWN = 4;

    private final AtomicInteger complete = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @Test
    void ten_thousand_commands_of_which_one_in_ten_is_cancelled_leave_nothing_behind()
            throws Exception {
        try (LocalDaemon local = new LocalDaemon(new TestHandler(), LocalDaemon.LIMITS)) {
            run(local, 1_000);
            Traces before = settled(local);

            run(local, COMMANDS);

            Traces after = settled(local);
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + JDKS_OWN);
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + JDKS_OWN);
            assertThat(after.heap() - before.heap()).isLessThan(FLAT);
            DaemonFacts facts = local.daemon().facts();
            assertThat(complete.get() + cancelled.get()).isEqualTo(COMMANDS + 1_000);
            assertThat(complete.get()).isGreaterThanOrEqualTo((COMMANDS + 1_000) * 9 / 10);
            assertThat(facts.failed()).isZero();
            assertThat(facts.cutOff()).isZero();
            assertThat(facts.cancelled()).isPositive();
        }
    }

    private void run(LocalDaemon local, int commands) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(
                        threads.submit(() -> {
                            int number = next.getAndIncrement();
                            for (; number < commands; number = next.getAndIncrement()) {
                                one(local, number);
                            }
                            return null;
                        }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private void one(LocalDaemon local, int number) throws Exception {
        Random random = new Random(number);
        int bytes = random.nextInt(LARGEST_REPLY);
        if (number % 10 != 0) {
            complete(local, bytes);
            return;
        }
        boolean endless = random.nextBoolean();
        Thread caller =
                Thread.startVirtualThread(
                        () -> cancellable(local, endless ? "wait" : "stream " + bytes));
        LockSupport.parkNanos(random.nextLong(CANCELLED_WITHIN_NANOS));
        caller.interrupt();
        caller.join();
    }

    private void complete(LocalDaemon local, int bytes) throws Exception {
        CollectedReply reply = new CollectedReply();
        int code = local.call("stream " + bytes, reply);
        assertThat(code).isZero();
        assertThat(reply.bytes()).isEqualTo(TestHandler.streamed(bytes));
        complete.incrementAndGet();
    }

    /// May have been answered before it could be cancelled.
    private void cancellable(LocalDaemon local, String text) {
        try {
            local.call(text, new CollectedReply());
        } catch (InterruptedException expected) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            return;
        }
        cancelled.incrementAndGet();
    }

    /// What a leak would show in.
    private record Traces(long threads, long descriptors, long heap) {}

    private static Traces settled(LocalDaemon local) throws Exception {
        await().atMost(Duration.ofSeconds(10)).until(() -> commandThreads() == 0);
        await().until(() -> local.daemon().facts().running() == 0);
        await().until(() -> local.daemon().connections() == 0);
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            long descriptors = open.count();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long heap = runtime.totalMemory() - runtime.freeMemory();
            return new Traces(Thread.getAllStackTraces().size(), descriptors, heap);
        }
    }

    private static long commandThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("command"))
                .count();
    }
}
