package dev.tributary.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.rpc.daemon.Handler;
import dev.tributary.rpc.daemon.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A program with one command for everything that a handler may do.
public final class TestHandler implements Handler {

    private static final int PIECE = 8192;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    public static ByteBuffer command(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /// Lets every "wait", "follow" and "stubborn" go on.
    public void open() {
        gate.countDown();
    }

    public int begun() {
        return begun.get();
    }

    public int interrupted() {
        return interrupted.get();
    }

    @Override
    public int handle(ByteBuffer command, Reply reply) throws Exception {
        begun.incrementAndGet();
        String text = UTF_8.decode(command).toString();
        String[] words = text.split(" ", 2);
        return switch (words[0]) {
            case "echo" -> say(reply, words[1]);
            case "pid" -> say(reply, Long.toString(ProcessHandle.current().pid()));
            case "exit" -> Integer.parseInt(words[1]);
            case "size" -> say(reply, Integer.toString(text.length()));
            case "stream" -> stream(reply, Long.parseLong(words[1]));
            case "progress" -> progress(reply, words[1]);
            case "wait" -> await(reply);
            case "until" -> await(reply, Path.of(words[1]));
            case "follow" -> follow(reply);
            case "sleep" -> sleep(reply, Long.parseLong(words[1]));
            case "stubborn" -> refuseToEnd(reply);
            case "fail" -> throw new IllegalStateException(words[1]);
            case "overflow" -> overflow(0);
            case "memory" -> fillMemory();
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static int say(Reply reply, String text) throws IOException {
        reply.out().write(text.getBytes(UTF_8));
        return 0;
    }

    private static int progress(Reply reply, String text) throws IOException {
        reply.progress(text);
        reply.err().write(text.getBytes(UTF_8));
        return 0;
    }

    private static int stream(Reply reply, long bytes) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long sent = 0; sent < bytes; sent += PIECE) {
            Arrays.fill(piece, place(sent));
            reply.out().write(piece, 0, (int) Math.min(PIECE, bytes - sent));
        }
        return 0;
    }

    /// What "stream" writes: bytes that say where in the stream they are.
    public static byte[] streamed(int bytes) {
        byte[] all = new byte[bytes];
        for (int at = 0; at < bytes; at++) {
            all[at] = place(at);
        }
        return all;
    }

    private static byte place(long at) {
        return (byte) (at / PIECE);
    }

    /// Tells that it began before it is done.
    private static int sleep(Reply reply, long millis) throws Exception {
        say(reply, "sle");
        Thread.sleep(millis);
        return say(reply, "pt");
    }

    /// A caller who leaves at the first word interrupts the very write that brought it, if its
    /// thread has not come back from that.
    private int await(Reply reply) throws IOException, InterruptedException {
        try {
            say(reply, "waiting");
            gate.await();
        } catch (InterruptedException | ClosedByInterruptException e) {
            interrupted.incrementAndGet();
            throw e;
        }
        return say(reply, ", done");
    }

    private int follow(Reply reply) throws IOException, InterruptedException {
        return reply.follow() ? await(reply) : say(reply, "too many");
    }

    private int refuseToEnd(Reply reply) throws IOException {
        try {
            say(reply, "waiting");
        } catch (ClosedByInterruptException e) {
            interrupted.incrementAndGet();
        }
        while (true) {
            try {
                gate.await();
                return 0;
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        }
    }

    /// Until the file is there.
    private static int await(Reply reply, Path file) throws Exception {
        say(reply, "waiting");
        while (Files.notExists(file)) {
            Thread.sleep(5);
        }
        return say(reply, ", done");
    }

    private static int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    private static int fillMemory() {
        return new long[Integer.MAX_VALUE - 8].length;
    }
}
