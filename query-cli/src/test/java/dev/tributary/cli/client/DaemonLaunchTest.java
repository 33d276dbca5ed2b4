package dev.tributary.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.rpc.client.DaemonStart;
import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonLaunchTest {

    @TempDir private Path directory;

    @Test
    void namesTheArchiveByWholePaths() throws IOException {
        Path data = Files.createDirectories(directory.toRealPath().resolve("my data"));
        Path configuration = Files.createFile(data.resolve("tributary.toml"));
        ArchiveIdentity archive = archive(data);

        DaemonStart start = DaemonLaunch.start(Path.of("/a house"), archive, place(archive));

        assertThat(start.command())
                .containsExactly(
                        "/a house/bin/query-cli",
                        "daemon",
                        "start",
                        "--foreground",
                        "--log-to-file",
                        "--data",
                        data.toString(),
                        "--config",
                        configuration.toString());
    }

    @Test
    void logsBesideTheArchive() throws IOException {
        Path data = Files.createDirectories(directory.toRealPath().resolve("data"));
        ArchiveIdentity archive = archive(data);

        Path log = DaemonLaunch.log(archive, place(archive));

        assertThat(log).isEqualTo(data.resolve("logs/query-daemon.log"));
    }

    @Test
    void makesNoDataDirectoryForALog() throws IOException {
        ArchiveIdentity archive = archive(directory.resolve("misspelt"));
        DaemonPlace place = place(archive);

        Path log = DaemonLaunch.log(archive, place);

        assertThat(log).isEqualTo(place.directory().resolve(place.id().name() + ".log"));
    }

    private ArchiveIdentity archive(Path data) {
        return ArchiveIdentity.of(data, null, directory, Map.of(), "anna", directory);
    }

    private DaemonPlace place(ArchiveIdentity archive) throws IOException {
        return DaemonLaunch.place(archive, Map.of("XDG_RUNTIME_DIR", directory.toString()));
    }
}
