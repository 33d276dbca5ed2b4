package dev.tributary.rpc.daemon;

import java.time.Duration;

/// @param commands that run at once; further ones wait their turn
/// @param connections that are open at once; further ones are told that the daemon is busy
/// @param followers commands that go on until their callers leave, beside those that run
/// @param commandBytes the largest command
/// @param grace what a cancelled handler has before it is cut off
/// @param drain what running commands have to finish when the daemon leaves
/// @param beat how often the daemon looks after its connections: a command whose reader has taken
///   nothing for so long lends its turn, and a caller who has heard nothing for five beats hears
///   that the daemon lives. A client gives up after 30 s of silence
public record DaemonLimits(
        int commands,
        int connections,
        int followers,
        int commandBytes,
        Duration grace,
        Duration drain,
        Duration beat) {

    public static final DaemonLimits DEFAULT =
            new DaemonLimits(
                    16,
                    256,
                    64,
                    2 << 20,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(1));
}
