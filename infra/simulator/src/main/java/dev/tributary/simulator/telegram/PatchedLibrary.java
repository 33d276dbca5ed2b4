package dev.tributary.simulator.telegram;

import dev.tributary.simulator.telegram.mtproto.ServerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A copy of TDLib that takes one simulator for Telegram, and how a program is told to use it.
///
/// @param sha256 in hexadecimal
/// @param key with which the simulator must be started
public record PatchedLibrary(Path file, String sha256, ServerKey key) {

    /// @param original TDLib itself
    /// @param directory for the copy, of the build or of a test
    public static PatchedLibrary of(Path original, Path directory) throws IOException {
        ServerKey key = ServerKey.generate();
        Path copy = LibraryKeyPatcher.patch(original, key, directory);
        return new PatchedLibrary(copy, sha256(copy), key);
    }

    /// Where the tests of every module keep TDLib itself: `target/tdlib` of the checkout.
    public static Path folderOfOriginals() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("the tests run outside of the checkout");
            }
        }
        return directory.resolve("target").resolve("tdlib");
    }

    /// Section `[telegram]` in TOML; the accounts' sections follow it.
    ///
    /// @param port of the simulator
    public String configuration(int port) {
        return """
        [telegram]
        api_id = 12345
        api_hash = "0123456789abcdef0123456789abcdef"
        library = "%s"
        library_sha256 = "%s"
        test_servers = true
        proxy = "socks5://127.0.0.1:%d"
        """
                .formatted(file, sha256, port);
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
