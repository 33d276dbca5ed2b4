package dev.tributary.ingestor.telegram.tdlib;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NoSuchElementException;

/// A file that is TDLib, and what it must be byte for byte. Whatever runs inside this library has
/// the accounts' keys, so that a file which is not the expected one is never loaded.
///
/// @param sha256 64 hexadecimal digits in lower case
public record TdLibrary(Path file, String sha256) {

    private static final int BUFFER = 1 << 20;

    /// @throws TdLibraryRefused if it is absent or another one
    public void verify() {
        if (!Files.isRegularFile(file)) {
            throw new TdLibraryRefused(
                    "TDLib is not at \""
                            + file
                            + "\"; \"ingestor telegram install\" gets it, or name your own with"
                            + " telegram.library and telegram.library_sha256");
        }
        String found = found();
        if (!found.equals(sha256)) {
            throw new TdLibraryRefused(
                    "the library \""
                            + file
                            + "\" is not the expected one and is not loaded: its SHA-256 is \""
                            + found
                            + "\", not \""
                            + sha256
                            + "\"; run \"ingestor telegram install\", or set"
                            + " telegram.library_sha256 if you built it yourself");
        }
    }

    private String found() {
        try {
            return hash(file);
        } catch (IOException e) {
            throw new TdLibraryRefused(
                    unreadable(file)
                            + " ("
                            + e.getClass().getSimpleName()
                            + "); let the user of this process read it");
        }
    }

    /// @throws TdLibraryRefused if it is absent, another one, or not for this system
    TdFunctions load() {
        verify();
        try {
            return TdJson.load(file.toAbsolutePath());
        } catch (IllegalArgumentException e) {
            throw new TdLibraryRefused(
                    "this system cannot load the library \""
                            + file
                            + "\" (for another processor, a newer glibc, or with OpenSSL 3 that is"
                            + " missing? \"ldd\" tells); run \"ingestor telegram install\", or name"
                            + " your own with telegram.library and telegram.library_sha256");
        } catch (NoSuchElementException e) {
            throw new TdLibraryRefused(
                    "the library \""
                            + file
                            + "\" is not TDLib with its JSON interface (libtdjson): it lacks "
                            + e.getMessage()
                            + "; name the right one with telegram.library");
        }
    }

    /// In hexadecimal.
    public static String sha256(Path file) {
        try {
            return hash(file);
        } catch (IOException e) {
            throw new UncheckedIOException(unreadable(file), e);
        }
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String unreadable(Path file) {
        return "the library \"" + file + "\" cannot be read";
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
