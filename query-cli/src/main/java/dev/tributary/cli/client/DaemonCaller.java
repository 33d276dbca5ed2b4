package dev.tributary.cli.client;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.DaemonClient;
import dev.tributary.rpc.client.DaemonUnavailable;
import dev.tributary.rpc.client.ReplyLost;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Asks the daemon of the archive that the arguments mean.
record DaemonCaller(Surroundings surroundings) implements Caller {

    @Override
    public int call(List<String> arguments, ByteBuffer command, ReplySink sink)
            throws IOException, DaemonUnavailable, ReplyLost, CommandFailed, InterruptedException {
        ArchiveIdentity archive = surroundings.archive(arguments);
        DaemonPlace place = DaemonLaunch.place(archive, surroundings.environment());
        return new DaemonClient(place, surroundings.build())
                .call(command, sink, surroundings.start(archive, place));
    }

    @Override
    public String hint() {
        return "query-cli daemon logs shows the details";
    }
}
