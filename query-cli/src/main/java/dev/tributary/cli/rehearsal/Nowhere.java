package dev.tributary.cli.rehearsal;

import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.client.Slowness;
import java.nio.ByteBuffer;

/// Takes a reply that nobody waits for.
record Nowhere() implements ReplySink {

    @Override
    public void out(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }

    @Override
    public void err(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }

    @Override
    public void progress(String text) {
        // Nobody waits.
    }

    @Override
    public void slow(Slowness why) {
        // Nobody waits.
    }
}
