package dev.tributary.ingestor.telegram.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    /// Of `abc`:
    /// <https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values>.
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path directory;

    @Test
    void content_is_under_its_hash_for_its_owner_alone() throws IOException {
        FileStore store = new FileStore(directory.resolve("files"));
        Path file = Files.writeString(directory.resolve("a"), "abc");

        FileStore.Content content = store.put(file);

        Path kept = directory.resolve("files/ba").resolve(ABC);
        assertThat(content).isEqualTo(new FileStore.Content(ABC, 3));
        assertThat(kept).hasContent("abc");
        assertThat(file).doesNotExist();
        assertThat(rights(kept)).isEqualTo("rw-------");
        assertThat(rights(kept.getParent())).isEqualTo("rwx------");
        assertThat(rights(directory.resolve("files"))).isEqualTo("rwx------");
    }

    @Test
    void equal_content_is_kept_once() throws IOException {
        FileStore store = new FileStore(directory.resolve("files"));
        store.put(Files.writeString(directory.resolve("a"), "abc"));
        Path second = Files.writeString(directory.resolve("b"), "abc");

        FileStore.Content content = store.put(second);

        assertThat(content.sha256()).isEqualTo(ABC);
        assertThat(second).doesNotExist();
        try (Stream<Path> files = Files.walk(directory.resolve("files"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void the_last_of_the_disk_is_left_to_others() throws IOException {
        assertThat(new FileStore(directory, 0).hasRoomFor(1)).isTrue();
        assertThat(new FileStore(directory, Long.MAX_VALUE).hasRoomFor(1)).isFalse();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
