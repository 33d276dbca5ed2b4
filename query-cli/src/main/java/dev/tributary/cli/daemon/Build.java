package dev.tributary.cli.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which build runs here, and which is installed.
///
/// @param root of the checkout or installation
/// @param identity of what runs; empty if nobody told
public record Build(Path root, String identity) {

    /// As the launcher told this process.
    public static Build ofThisProcess() {
        return new Build(
                Path.of(System.getProperty("tributary.root", "")).toAbsolutePath(),
                System.getProperty("tributary.build", ""));
    }

    /// While a build is under way there is none, and that is no reason to leave.
    boolean isReplaced() {
        Path installed = root.resolve("infra/standalone/target/launch/build");
        try {
            return !identity.isEmpty()
                    && Files.exists(installed)
                    && !Files.readString(installed).strip().equals(identity);
        } catch (IOException e) {
            return false;
        }
    }
}
