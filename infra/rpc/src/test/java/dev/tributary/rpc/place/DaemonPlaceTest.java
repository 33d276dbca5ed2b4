package dev.tributary.rpc.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonPlaceTest {

    private static final DaemonId ID = DaemonId.of("query", List.of("/data"));

    @TempDir Path runtime;

    @Test
    void the_files_are_in_a_private_directory_within_the_users_runtime_directory()
            throws Exception {
        DaemonPlace place = DaemonPlace.of("tributary", ID, environment());

        assertThat(place.directory()).isEqualTo(runtime.resolve("tributary"));
        assertThat(Files.getPosixFilePermissions(place.directory()))
                .isEqualTo(permissions("rwx------"));
        assertThat(place.socket().getFileName().toString()).isEqualTo(ID.name() + ".sock");
    }

    @Test
    void without_a_runtime_directory_they_are_in_one_that_bears_the_users_number()
            throws Exception {
        String application = "rpc-test-" + ProcessHandle.current().pid();
        DaemonPlace place = DaemonPlace.of(application, ID, Map.of());

        assertThat(place.directory())
                .isEqualTo(
                        Path.of(System.getProperty("java.io.tmpdir"))
                                .resolve(
                                        application
                                                + "-"
                                                + Files.getAttribute(runtime, "unix:uid")));
        Files.delete(place.directory());
    }

    @Test
    void a_runtime_directory_that_is_not_there_does_not_count() throws Exception {
        DaemonPlace place =
                DaemonPlace.of("tributary", ID, Map.of("XDG_RUNTIME_DIR", runtime + "/none"));

        assertThat(place.directory().startsWith(runtime)).isFalse();
    }

    @Test
    void a_runtime_directory_that_others_may_write_in_does_not_count() throws Exception {
        Files.setPosixFilePermissions(runtime, permissions("rwxrwxr-x"));

        String application = "rpc-test-" + ProcessHandle.current().pid();
        Path directory = DaemonPlace.of(application, ID, environment()).directory();

        assertThat(directory.startsWith(runtime)).isFalse();
        Files.delete(directory);
    }

    @Test
    void a_directory_that_others_may_enter_is_refused_with_the_remedy() throws Exception {
        Path open = Files.createDirectory(runtime.resolve("tributary"));
        Files.setPosixFilePermissions(open, permissions("rwxr-x---"));

        assertThatThrownBy(() -> DaemonPlace.of("tributary", ID, environment()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("permissions 750")
                .hasMessageContaining("chmod 700 " + open);
    }

    @Test
    void a_symbolic_link_is_refused() throws Exception {
        Files.createSymbolicLink(
                runtime.resolve("tributary"), Files.createDirectory(runtime.resolve("other")));

        assertThatThrownBy(() -> DaemonPlace.of("tributary", ID, environment()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no directory");
    }

    @Test
    void a_directory_of_another_user_is_refused() throws Exception {
        Path directory = Files.createDirectory(runtime.resolve("tributary"));
        Files.setPosixFilePermissions(directory, permissions("rwx------"));
        assumeTrue(
                Files.getAttribute(directory, "unix:uid").equals(0),
                "only root may give a directory away");
        Files.setAttribute(directory, "unix:uid", 65534);

        assertThatThrownBy(() -> DaemonPlace.of("tributary", ID, environment()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to user 65534")
                .hasMessageContaining("XDG_RUNTIME_DIR");
    }

    @Test
    void a_path_too_long_for_a_socket_is_refused() throws Exception {
        Path deep = Files.createDirectory(runtime.resolve("d".repeat(100)));

        assertThatThrownBy(() ->
                        DaemonPlace.of("tributary", ID, Map.of("XDG_RUNTIME_DIR", deep.toString())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 10");
    }

    @Test
    void other_facts_have_another_name() {
        assertThat(DaemonId.of("query", List.of("ab", "c")))
                .isNotEqualTo(DaemonId.of("query", List.of("a", "bc")));
        assertThat(ID.name()).matches("query-[0-9a-f]{16}");
    }

    private Map<String, String> environment() {
        return Map.of("XDG_RUNTIME_DIR", runtime.toString());
    }

    private static Set<PosixFilePermission> permissions(String text) {
        return PosixFilePermissions.fromString(text);
    }
}
