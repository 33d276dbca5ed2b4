package dev.tributary.ingestor.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TdLibraryTest {

    @TempDir private Path directory;

    @Test
    void a_file_of_another_hash_is_never_loaded() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("libtdjson.so"), "no library");
        TdLibrary library = new TdLibrary(file, "0".repeat(64));

        // When
        assertThatThrownBy(library::load)
                // Then
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessage(
                        "the library \""
                                + file
                                + "\" is not the expected one and is not loaded: its SHA-256 is"
                                + " \"a3bba07ee4d772d46d0f99f83549f754e8d42a91d4e258970547e29b0eb35101\","
                                + " not \""
                                + "0".repeat(64)
                                + "\"; run \"ingestor telegram install\", or set"
                                + " telegram.library_sha256 if you built it yourself");
    }

    @Test
    void an_absent_library_is_said_with_the_way_to_get_it() {
        TdLibrary library = new TdLibrary(directory.resolve("libtdjson.so"), "0".repeat(64));

        assertThatThrownBy(library::load)
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessageContaining("\"ingestor telegram install\" gets it");
    }

    @Test
    void a_file_that_is_no_library_is_a_sentence() throws Exception {
        Path file = Files.writeString(directory.resolve("libtdjson.so"), "no library");

        assertThatThrownBy(() -> new TdLibrary(file, TdLibrary.sha256(file)).load())
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessageContaining("this system cannot load the library");
    }

    @Test
    void a_library_of_something_else_is_a_sentence() {
        Path other = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));

        assertThatThrownBy(() -> new TdLibrary(other, TdLibrary.sha256(other)).load())
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessageContaining("is not TDLib with its JSON interface");
    }

    /// A process reads its own memory from the first page that it has, which is not the first.
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_file_that_cannot_be_read_is_refused_too() {
        TdLibrary library = new TdLibrary(Path.of("/proc/self/mem"), "0".repeat(64));

        assertThatThrownBy(library::verify)
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessageContaining("\"/proc/self/mem\" cannot be read (")
                .hasMessageContaining("let the user of this process read it");
    }
}
