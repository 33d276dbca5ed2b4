package dev.tributary.ingestor.telegram.tdlib;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The four functions of TDLib's JSON interface
/// (<https://core.telegram.org/tdlib/docs/td__json__client_8h.html>).
interface TdFunctions {

    int createClientId();

    /// From any thread; never waits.
    void send(int client, String function);

    /// From one thread alone, for all clients.
    ///
    /// @param most how long to wait
    /// @return an update or an answer, null if none came
    @Nullable String receive(Duration most);

    /// For the few functions that need no client.
    @Nullable String execute(String function);
}
