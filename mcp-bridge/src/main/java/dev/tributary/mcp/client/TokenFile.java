package dev.tributary.mcp.client;

import dev.tributary.contract.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The token that the bridge makes itself where the configuration names no client: kept in a file
/// that its owner alone can read.
public final class TokenFile {

    private static final int BYTES = 32;

    private TokenFile() {}

    /// In one step, because two programs may begin at the same time; a temporary file is its
    /// owner's alone.
    ///
    /// @throws IOException if the file can be neither read nor written
    public static Secret readOrCreate(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            String token = Files.readString(file).strip();
            if (!token.isEmpty()) {
                return new Secret(token);
            }
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "mcp-token", ".next");
        Files.writeString(next, token + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return new Secret(Files.readString(file).strip());
    }
}
