package dev.tributary.standalone.stack;

import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.embedded.PrivatePostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/// A data directory that is gone afterwards, a cluster that Postgres' user had to keep elsewhere
/// included. Close it after what runs on it.
public record Scratch(DataDirectory data) implements AutoCloseable {

    /// Others may pass through it, so that Postgres' user reaches its cluster.
    public static Scratch create(String name) throws IOException {
        return new Scratch(
                new DataDirectory(
                        Files.createTempDirectory(
                                "tributary-" + name + "-",
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwx--x--x")))));
    }

    public Path path() {
        return data.root();
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(data.postgres())) {
            PrivatePostgres.delete(data.postgres());
        }
        try (Stream<Path> files = Files.walk(data.root())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
