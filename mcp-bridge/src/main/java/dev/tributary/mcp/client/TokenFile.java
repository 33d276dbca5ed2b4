package dev.tributary.mcp.client;

import dev.tributary.contract.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The token that the bridge makes itself where the configuration names no client: kept in a file
/// that its owner alone can read.
public final class TokenFile {

    private static final int BYTES = 32;

    private TokenFile() {}

    /// @throws IOException if the file can be neither read nor written
    public static Secret readOrCreate(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            String token = Files.readString(file).strip();
            if (!token.isEmpty()) {
                return new Secret(token);
            }
            Files.delete(file);
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token + "\n", StandardOpenOption.WRITE);
        return new Secret(token);
    }
}
