package dev.tributary.simulator.telegram;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.simulator.telegram.mtproto.ServerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes a copy of TDLib's library that takes this run's key for Telegram's, so that it signs in to
/// the simulator and nowhere else. The copy has another hash than the library, so that a program
/// which checks the hash does not load it by mistake.
///
/// The library keeps its keys as PEM texts. Their Base64 is replaced character by character; line
/// breaks stay where they are.
public final class LibraryKeyPatcher {

    private static final byte[] BEGIN = "-----BEGIN RSA PUBLIC KEY-----\n".getBytes(US_ASCII);
    private static final byte[] END = "-----END RSA PUBLIC KEY-----".getBytes(US_ASCII);

    private LibraryKeyPatcher() {}

    /// @param directory of the build or of a test: the copy does not belong anywhere else
    /// @return the copy, named as the library is
    /// @throws IllegalArgumentException if the library has no keys of this size, or is in that
    ///   directory itself
    /// @throws IOException if the library cannot be read or the copy not be written
    public static Path patch(Path library, ServerKey key, Path directory) throws IOException {
        byte[] content = Files.readAllBytes(library);
        int keys = replaceKeys(content, key.publicKeyText().getBytes(US_ASCII));
        if (keys == 0) {
            throw new IllegalArgumentException(
                    "\"" + library + "\" holds no RSA public key: is it TDLib's library?");
        }
        Files.createDirectories(directory);
        Path copy = directory.resolve(library.getFileName());
        if (Files.exists(copy) && Files.isSameFile(copy, library)) {
            throw new IllegalArgumentException(
                    "\"" + library + "\" would be replaced by its copy: name another directory");
        }
        return Files.write(copy, content);
    }

    /// @return how many keys there were
    static int replaceKeys(byte[] content, byte[] base64) {
        int keys = 0;
        for (int at = indexOf(content, BEGIN, 0); at >= 0; at = indexOf(content, BEGIN, at + 1)) {
            replaceKey(content, at + BEGIN.length, base64);
            keys++;
        }
        return keys;
    }

    private static void replaceKey(byte[] content, int from, byte[] base64) {
        int to = indexOf(content, END, from);
        int used = 0;
        for (int at = from; at < to; at++) {
            if (content[at] != '\n') {
                if (used == base64.length) {
                    throw otherSize();
                }
                content[at] = base64[used++];
            }
        }
        if (used != base64.length) {
            throw otherSize();
        }
    }

    private static IllegalArgumentException otherSize() {
        return new IllegalArgumentException("a key in the library has another size than ours");
    }

    private static int indexOf(byte[] content, byte[] wanted, int from) {
        for (int at = from; at <= content.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && content[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
