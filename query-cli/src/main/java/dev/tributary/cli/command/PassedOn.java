package dev.tributary.cli.command;

import dev.tributary.cli.Invocation;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/// A daemon's reply, to where this command's own output goes.
record PassedOn(Invocation invocation) implements ReplySink {

    @Override
    public void out(ByteBuffer bytes) {
        write(bytes, invocation.out());
    }

    @Override
    public void err(ByteBuffer bytes) {
        write(bytes, invocation.err());
    }

    @Override
    public void progress(String text) {
        invocation.err().println("query-cli: " + text);
    }

    @Override
    public void slow(Slowness why) {
        // A running daemon is asked; nothing is started.
    }

    private static void write(ByteBuffer bytes, PrintStream to) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        to.write(copy, 0, copy.length);
    }
}
