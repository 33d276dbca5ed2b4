package dev.tributary.mcp.client;

import dev.tributary.contract.config.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// The token that the bridge makes itself where the configuration names no client: kept in a file
/// that its owner alone can read.
public final class TokenFile {

    private static final int BYTES = 32;

    private TokenFile() {}

    /// Under a lock, because two programs may begin at the same time: whoever is second takes what
    /// the first has made. In one step, because clients read it without one.
    ///
    /// @throws IOException if the file can be neither read nor written
    public static synchronized Secret readOrCreate(Path file, SecureRandom random)
            throws IOException {
        Optional<Secret> there = read(file);
        if (there.isPresent()) {
            return there.get();
        }
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        try (FileChannel channel =
                        FileChannel.open(
                                directory.resolve(file.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            there = read(file);
            return there.isPresent() ? there.get() : create(file, directory, random);
        }
    }

    private static Optional<Secret> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String token = Files.readString(file).strip();
        return token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token));
    }

    /// A temporary file is its owner's alone.
    private static Secret create(Path file, Path directory, SecureRandom random)
            throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        Path next = Files.createTempFile(directory, "mcp-token", ".next");
        Files.writeString(next, token + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return new Secret(token);
    }
}
