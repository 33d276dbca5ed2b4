package dev.tributary.ingestor.telegram.tdlib;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// TDLib itself for tests, got as an operator gets it and kept in the checkout's `target`. Where it
/// cannot be got the test is skipped and says why; continuous integration allows no such skip.
public final class RealTdLib {

    private RealTdLib() {}

    public static TdLibrary installed() throws InterruptedException {
        Path directory = checkout().resolve("target").resolve("tdlib");
        try {
            return new TdInstall(
                            directory,
                            Platform.current(),
                            System.getenv(),
                            Path.of(System.getProperty("user.home")),
                            _ -> {})
                    .install(null);
        } catch (IOException | TdLibraryRefused e) {
            return abort(
                    "TDLib is not there: "
                            + e.getMessage()
                            + "; or put it into \""
                            + directory
                            + "\" by \"bin/ingestor telegram install\"");
        }
    }

    private static Path checkout() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("the tests run outside of the checkout");
            }
        }
        return directory;
    }
}
