package dev.tributary.simulator.telegram;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.telegram.mtproto.ServerKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryKeyPatcherTest {

    @TempDir private Path directory;

    private static String pem(String body) {
        return "-----BEGIN RSA PUBLIC KEY-----\n" + body + "-----END RSA PUBLIC KEY-----";
    }

    @Test
    void lineBreaksStayWhereTheyAre() {
        byte[] content =
                ("code" + pem("abcd\nef\n") + "\0" + pem("abc\ndef") + "code").getBytes(US_ASCII);

        int keys = LibraryKeyPatcher.replaceKeys(content, "123456".getBytes(US_ASCII));

        assertThat(keys).isEqualTo(2);
        assertThat(new String(content, US_ASCII))
                .isEqualTo("code" + pem("1234\n56\n") + "\0" + pem("123\n456") + "code");
    }

    @Test
    void aKeyOfAnotherSizeIsRefused() {
        byte[] content = pem("abcd\n").getBytes(US_ASCII);

        assertThatThrownBy(() -> LibraryKeyPatcher.replaceKeys(content, "12345".getBytes(US_ASCII)))
                .hasMessage("a key in the library has another size than ours");
    }

    @Test
    void theLibraryItselfStaysAsItIs() throws Exception {
        ServerKey key = ServerKey.generate();
        String text = pem("A".repeat(key.publicKeyText().length()));
        Path library = Files.writeString(directory.resolve("libtdjson.so"), text);

        Path copy = LibraryKeyPatcher.patch(library, key, directory.resolve("patched"));

        assertThat(library).hasContent(text);
        assertThat(copy).hasContent(pem(key.publicKeyText()));
    }

    @Test
    void aCopyInThePlaceOfTheLibraryIsRefused() throws Exception {
        ServerKey key = ServerKey.generate();
        String text = pem("A".repeat(key.publicKeyText().length()));
        Path library = Files.writeString(directory.resolve("libtdjson.so"), text);

        assertThatThrownBy(() -> LibraryKeyPatcher.patch(library, key, directory))
                .hasMessage(
                        "\""
                                + library
                                + "\" would be replaced by its copy: name another directory");
        assertThat(library).hasContent(text);
    }

    @Test
    void aFileWithoutKeysIsRefused() throws Exception {
        Path library = Files.writeString(directory.resolve("libtdjson.so"), "no keys");

        assertThatThrownBy(() -> LibraryKeyPatcher.patch(library, ServerKey.generate(), directory))
                .hasMessage("\"" + library + "\" holds no RSA public key: is it TDLib's library?");
    }
}
