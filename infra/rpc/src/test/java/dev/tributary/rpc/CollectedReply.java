package dev.tributary.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A reply in memory.
public final class CollectedReply implements ReplySink {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final List<Slowness> slow = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public void out(ByteBuffer bytes) {
        out.writeBytes(copy(bytes));
        begun.countDown();
    }

    @Override
    public void err(ByteBuffer bytes) {
        err.writeBytes(copy(bytes));
    }

    @Override
    public void progress(String text) {
        progress.add(text);
    }

    @Override
    public void slow(Slowness why) {
        slow.add(why);
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /// Until the first output.
    public void awaitBegin() throws InterruptedException {
        begun.await();
    }

    public String out() {
        return out.toString(UTF_8);
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    public String err() {
        return err.toString(UTF_8);
    }

    public List<String> progress() {
        return progress;
    }

    public List<Slowness> slow() {
        return slow;
    }
}
