package dev.tributary.ingestor.status;

import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.program.StatusServer;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The ingestor's page for operators: it is alive while an account goes on, or none is configured.
public final class IngestorStatus {

    /// Where the ingestor answers unless told otherwise.
    public static final int PORT = 9464;

    private IngestorStatus() {}

    /// @param host the address to listen on
    /// @param port 0 for any free one
    /// @param metrics in the Prometheus text format
    /// @throws IOException if the port is taken
    public static StatusServer serve(
            String host, int port, Supplier<List<AccountStatus>> accounts, Supplier<String> metrics)
            throws IOException {
        return StatusServer.start(
                host, port, () -> health(accounts.get()), metrics, () -> json(accounts.get()));
    }

    /// `{"accounts": [...], "connected": [{"source": ..., "connected": n, "accounts": m}, ...]}`.
    public static ObjectNode json(List<AccountStatus> accounts) {
        return StatusJson.of(accounts);
    }

    /// What [#json] wrote, in another process.
    ///
    /// @throws RuntimeException if it is anything else
    public static List<AccountStatus> read(ObjectNode json) {
        return StatusJson.read(json);
    }

    public static StatusServer.Health health(List<AccountStatus> accounts) {
        boolean isAlive =
                accounts.isEmpty()
                        || accounts.stream()
                                .anyMatch(account ->
                                        !(account.state() instanceof AccountState.Ended));
        return new StatusServer.Health(
                isAlive, isAlive ? "ok" : "every account has ended, see /status");
    }
}
