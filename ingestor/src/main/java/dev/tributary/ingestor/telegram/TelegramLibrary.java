package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.telegram.tdlib.Platform;
import dev.tributary.ingestor.telegram.tdlib.TdInstall;
import dev.tributary.ingestor.telegram.tdlib.TdLibrary;
import java.nio.file.Path;

/// Which TDLib an installation uses.
public final class TelegramLibrary {

    private TelegramLibrary() {}

    /// The configured one, or else the one that was installed, whether it is there or not.
    ///
    /// @throws dev.tributary.ingestor.telegram.tdlib.TdLibraryRefused if none is configured and
    ///   none is known for this system
    public static TdLibrary of(TelegramSettings telegram, DataDirectory data) {
        Path file = telegram.library();
        String sha256 = telegram.librarySha256();
        return file == null || sha256 == null
                ? TdInstall.expected(data.libraries(), Platform.current())
                : new TdLibrary(file, sha256);
    }
}
