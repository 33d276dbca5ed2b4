package dev.tributary.cli;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.rpc.daemon.DaemonFacts;

/// The daemon in which a command runs, for the command that shows it.
public interface Resident {

    DaemonFacts facts();

    /// The command goes on until its caller leaves or the daemon does.
    ///
    /// @return false if too many do so already
    boolean follow();

    boolean isModelLoaded(Endpoints.Postgres archive, Settings.Embedding embedding);

    /// @throws dev.tributary.query.ArchiveUnavailable if no Postgres answers there
    String postgresVersion(Endpoints.Postgres archive, Settings.Embedding embedding);
}
