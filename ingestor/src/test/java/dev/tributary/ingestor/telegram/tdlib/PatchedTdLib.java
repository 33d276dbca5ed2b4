package dev.tributary.ingestor.telegram.tdlib;

import dev.tributary.simulator.telegram.LibraryKeyPatcher;
import dev.tributary.simulator.telegram.mtproto.ServerKey;
import java.io.IOException;
import java.nio.file.Path;

/// A copy of the real TDLib that trusts this run's key and nobody else.
record PatchedTdLib(TdLibrary library, ServerKey key) {

    static PatchedTdLib in(Path directory) throws IOException, InterruptedException {
        ServerKey key = ServerKey.generate();
        Path copy = LibraryKeyPatcher.patch(RealTdLib.installed().file(), key, directory);
        return new PatchedTdLib(new TdLibrary(copy, TdLibrary.sha256(copy)), key);
    }
}
