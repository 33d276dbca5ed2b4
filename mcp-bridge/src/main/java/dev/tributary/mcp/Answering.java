package dev.tributary.mcp;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.archive.DaemonArchive;
import dev.tributary.mcp.archive.EngineArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/// Who answers: the daemon, or an engine in this process.
final class Answering {

    private Answering() {}

    static Archive inProcess(Settings settings, DataDirectory data) {
        return new EngineArchive(
                () -> Endpoints.resolvePostgres(settings, data),
                settings.embedding(),
                Clock.systemUTC());
    }

    /// @throws IOException with a sentence if the daemon's directory cannot be used
    static Archive daemon(ArchiveIdentity identity) throws IOException {
        return DaemonArchive.of(
                identity,
                Path.of(System.getProperty("tributary.root", "")).toAbsolutePath(),
                System.getProperty("tributary.build", ""),
                System.getenv());
    }
}
