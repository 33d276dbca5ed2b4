package dev.tributary.cli.daemon;

import dev.tributary.cli.client.Caller;
import dev.tributary.cli.client.CommandLineCall;
import dev.tributary.query.EarlyConnection;
import dev.tributary.rpc.client.CommandFailed;
import dev.tributary.rpc.client.ReplySink;
import dev.tributary.rpc.daemon.InProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// The daemon's way with command lines, in the process of one.
public final class WithoutDaemon implements Caller {

    private final InProcess handler;

    /// @param early may be to the archive that the command asks
    /// @param environment in which the command runs
    public WithoutDaemon(EarlyConnection early, Map<String, String> environment, Clock clock) {
        CommandLines commandLines =
                new CommandLines(
                        new ColdEngine(early, clock),
                        _ -> null,
                        environment,
                        new CallerZone(ZoneId.systemDefault()),
                        clock);
        this.handler =
                new InProcess((command, reply) ->
                        commandLines.run(CommandLineCall.decode(command), reply));
    }

    @Override
    public int call(List<String> arguments, ByteBuffer command, ReplySink sink)
            throws IOException, CommandFailed, InterruptedException {
        return handler.call(command, sink);
    }

    @Override
    public String hint() {
        return "the same command without --no-daemon leaves the details in the daemon's log";
    }
}
