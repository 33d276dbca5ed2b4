package dev.tributary.rpc.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How a daemon that is absent is started: once, in a session of its own, with the client's
/// environment.
///
/// @param command the daemon's command line; the process stays in the foreground
/// @param log takes what the process prints before its own logging stands; its end is shown if the
///   start fails
/// @param deadline from its start until the daemon answers; a daemon that has to leave before, or
///   another client that starts it, has as long again
public record DaemonStart(List<String> command, Path log, Duration deadline) {

    public DaemonStart {
        command = List.copyOf(command);
    }
}
