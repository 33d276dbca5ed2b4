package dev.tributary.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One command line on its way to the daemon, with what the daemon cannot know of the caller.
///
/// On the wire: `C`, a byte of flags (1 interactive, 2 colour), the columns (4 bytes), the number
/// of arguments (4 bytes), then the arguments, the working directory and the time zone as UTF-8,
/// each after its length (4 bytes); the rest is stdin. Numbers are big-endian.
///
/// @param interactive whether stdout is a terminal
/// @param columns its width; 0 if it is unknown or there is no terminal
/// @param timeZone value of `TZ`, empty for the system's
/// @param stdin what came on stdin where the arguments ask for it, otherwise empty
public record CommandLineCall(
        List<String> arguments,
        Path workingDirectory,
        boolean interactive,
        int columns,
        boolean colour,
        String timeZone,
        ByteBuffer stdin) {

    /// The first byte of a command of this kind.
    public static final byte KIND = 'C';

    /// As many bytes of stdin as a call takes.
    public static final int MOST_STDIN = 1 << 20;

    private static final int INTERACTIVE = 1;
    private static final int COLOUR = 2;
    private static final int HEAD = 1 + 1 + 4 + 4;

    public CommandLineCall {
        arguments = List.copyOf(arguments);
        stdin = stdin.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer stdin() {
        return stdin.duplicate();
    }

    public ByteBuffer encode() {
        byte[][] texts = new byte[arguments.size() + 2][];
        for (int i = 0; i < arguments.size(); i++) {
            texts[i] = arguments.get(i).getBytes(UTF_8);
        }
        texts[arguments.size()] = workingDirectory.toString().getBytes(UTF_8);
        texts[arguments.size() + 1] = timeZone.getBytes(UTF_8);
        int size = HEAD + stdin.remaining();
        for (byte[] text : texts) {
            size += 4 + text.length;
        }
        ByteBuffer call = ByteBuffer.allocate(size);
        call.put(KIND).put((byte) ((interactive ? INTERACTIVE : 0) | (colour ? COLOUR : 0)));
        call.putInt(columns).putInt(arguments.size());
        for (byte[] text : texts) {
            call.putInt(text.length).put(text);
        }
        return call.put(stdin()).flip();
    }

    /// @throws IllegalArgumentException with a sentence if the bytes are no such call
    public static CommandLineCall decode(ByteBuffer bytes) {
        ByteBuffer call = bytes.duplicate();
        try {
            if (call.get() != KIND) {
                throw malformed();
            }
            int flags = call.get();
            int columns = call.getInt();
            int count = call.getInt();
            if (count < 0 || count > call.remaining() / 4) {
                throw malformed();
            }
            List<String> arguments = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                arguments.add(text(call));
            }
            return new CommandLineCall(
                    arguments,
                    Path.of(text(call)),
                    (flags & INTERACTIVE) != 0,
                    columns,
                    (flags & COLOUR) != 0,
                    text(call),
                    call.slice());
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
    }

    private static String text(ByteBuffer call) {
        int length = call.getInt();
        if (length < 0 || length > call.remaining()) {
            throw malformed();
        }
        byte[] text = new byte[length];
        call.get(text);
        return new String(text, UTF_8);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "the command is not a command line as this build writes it; run query-cli again,"
                        + " and query-cli daemon restart if this comes back");
    }
}
