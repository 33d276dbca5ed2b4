package dev.tributary.rpc.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.rpc.wire.Frame.ErrorKind;
import dev.tributary.rpc.wire.Frame.Output;
import dev.tributary.rpc.wire.Frame.Purpose;
import java.nio.ByteBuffer;

/// Frames to bytes and back. Kinds are told apart by `instanceof`: the JVM links a switch over
/// patterns when it first runs, and a client runs it once.
final class FrameCodec {

    /// Length and type.
    static final int HEADER = 5;

    private static final byte HELLO = 1;
    private static final byte COMMAND = 2;
    private static final byte OUT = 3;
    private static final byte ERR = 4;
    private static final byte PROGRESS = 5;
    private static final byte EXIT = 6;
    private static final byte ERROR = 7;
    private static final byte ALIVE = 8;

    /// Protocol, pid, largest command, purpose.
    private static final int HELLO_NUMBERS = 4 + 8 + 4 + 1;

    private FrameCodec() {}

    static ByteBuffer encode(Frame frame) {
        if (frame instanceof Frame.OutputChunk(Output output, ByteBuffer bytes)) {
            return framed(output == Output.OUT ? OUT : ERR, bytes.duplicate());
        }
        if (frame instanceof Frame.Command(ByteBuffer body)) {
            return framed(COMMAND, body.duplicate());
        }
        if (frame instanceof Frame.Hello hello) {
            return framed(HELLO, hello(hello));
        }
        if (frame instanceof Frame.Exit(int code)) {
            return framed(EXIT, ByteBuffer.allocate(4).putInt(0, code));
        }
        if (frame instanceof Frame.Progress(String text)) {
            return framed(PROGRESS, ByteBuffer.wrap(text.getBytes(UTF_8)));
        }
        if (frame instanceof Frame.Alive) {
            return framed(ALIVE, ByteBuffer.allocate(0));
        }
        Frame.Error error = (Frame.Error) frame;
        byte[] sentence = error.sentence().getBytes(UTF_8);
        ByteBuffer body = ByteBuffer.allocate(1 + sentence.length);
        return framed(ERROR, body.put(error.kind().code()).put(sentence).flip());
    }

    private static ByteBuffer framed(byte type, ByteBuffer body) {
        return ByteBuffer.allocate(HEADER + body.remaining())
                .putInt(body.remaining())
                .put(type)
                .put(body)
                .flip();
    }

    private static ByteBuffer hello(Frame.Hello hello) {
        byte[] build = hello.build().getBytes(UTF_8);
        return ByteBuffer.allocate(HELLO_NUMBERS + 4 + build.length)
                .putInt(hello.protocol())
                .putLong(hello.pid())
                .putInt(hello.commandBytes())
                .put(hello.purpose().code())
                .putInt(build.length)
                .put(build)
                .flip();
    }

    /// @param body all of it and nothing else; output frames keep it, the others copy
    static Frame decode(byte type, ByteBuffer body) throws ProtocolViolation {
        return switch (type) {
            case HELLO -> hello(body);
            case COMMAND -> command(body);
            case OUT -> new Frame.OutputChunk(Output.OUT, body);
            case ERR -> new Frame.OutputChunk(Output.ERR, body);
            case PROGRESS -> new Frame.Progress(text(body));
            case EXIT -> {
                need(body.remaining() == 4, "an Exit", body);
                yield new Frame.Exit(body.getInt());
            }
            case ERROR -> {
                need(body.hasRemaining(), "an Error", body);
                yield new Frame.Error(kind(body.get()), text(body));
            }
            case ALIVE -> {
                need(!body.hasRemaining(), "an Alive", body);
                yield new Frame.Alive();
            }
            default ->
                    throw new ProtocolViolation(
                            "a frame has the unknown type "
                                    + type
                                    + "; is the other side a program of another kind?");
        };
    }

    private static Frame.Command command(ByteBuffer body) {
        ByteBuffer copy = ByteBuffer.allocate(body.remaining());
        return new Frame.Command(copy.put(body).flip().asReadOnlyBuffer());
    }

    private static Frame.Hello hello(ByteBuffer body) throws ProtocolViolation {
        need(body.remaining() >= HELLO_NUMBERS + 4, "a Hello", body);
        int protocol = body.getInt();
        long pid = body.getLong();
        int commandBytes = body.getInt();
        Purpose purpose = body.get() == Purpose.ASK.code() ? Purpose.ASK : Purpose.CALL;
        int length = body.getInt();
        need(length >= 0 && length <= body.remaining(), "a Hello", body);
        String build = text(body.slice(body.position(), length));
        return new Frame.Hello(protocol, pid, commandBytes, purpose, build);
    }

    private static ErrorKind kind(byte code) throws ProtocolViolation {
        for (ErrorKind kind : ErrorKind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new ProtocolViolation("an Error frame has the unknown kind " + code);
    }

    private static void need(boolean holds, String frame, ByteBuffer body)
            throws ProtocolViolation {
        if (!holds) {
            throw new ProtocolViolation(
                    frame + " frame has a body of the wrong length, " + body.limit() + " bytes");
        }
    }

    private static String text(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return new String(bytes, UTF_8);
    }
}
