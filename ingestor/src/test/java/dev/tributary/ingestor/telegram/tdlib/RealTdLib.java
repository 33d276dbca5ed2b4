package dev.tributary.ingestor.telegram.tdlib;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.tributary.simulator.telegram.PatchedLibrary;
import java.io.IOException;
import java.nio.file.Path;

/// TDLib itself for tests, got as an operator gets it and kept in the checkout's `target`. Where it
/// cannot be got the test is skipped and says why; continuous integration allows no such skip.
public final class RealTdLib {

    private RealTdLib() {}

    public static TdLibrary installed() throws InterruptedException {
        Path directory = PatchedLibrary.folderOfOriginals();
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

    /// A copy that trusts a key of its own and nobody else.
    public static PatchedLibrary patched(Path directory) throws IOException, InterruptedException {
        return PatchedLibrary.of(installed().file(), directory);
    }

    public static TdLibrary of(PatchedLibrary patched) {
        return new TdLibrary(patched.file(), patched.sha256());
    }
}
