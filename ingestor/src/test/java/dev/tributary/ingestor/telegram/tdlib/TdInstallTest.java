package dev.tributary.ingestor.telegram.tdlib;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.ingestor.telegram.tdlib.Platform.Glibc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TdInstallTest {

    private static final Platform BOOKWORM = new Platform("Linux", "amd64", new Glibc(2, 36));

    @TempDir private Path directory;
    @TempDir private Path home;

    private final List<String> said = new ArrayList<>();

    @Test
    void what_is_not_the_known_library_is_not_kept() throws Exception {
        // Given
        Path archive = home.resolve("tdlib.tgz");
        Files.write(archive, tgz("package/libtdjson.so", "\u007fELF of somebody else"));

        // When
        assertThatThrownBy(() -> install(BOOKWORM, Map.of()).install(archive.toString()))
                // Then
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessageContaining("was not kept")
                .hasMessageContaining(
                        "d8f3282e4160580ffcdeaac95ac930ece51904b8fb595da109992e3f87ad903e");
        assertThat(files()).isEmpty();
    }

    @Test
    void of_a_jar_each_system_takes_its_own_library_and_checks_it() throws Exception {
        // Given
        Platform arm = new Platform("Linux", "aarch64", new Glibc(2, 39));
        Path archive = home.resolve("tdlib.jar");
        Files.write(
                archive,
                jar(
                        Map.of(
                                "linux/x64/libtdjsonjava.so", "\u007fELF of x64",
                                "linux/arm64/libtdjsonjava.so", "\u007fELF of arm64")));

        // When
        assertThatThrownBy(() -> install(arm, Map.of()).install(archive.toString()))
                // Then
                .isInstanceOf(TdLibraryRefused.class)
                .hasMessageContaining(sha256("\u007fELF of arm64"))
                .hasMessageContaining(
                        "34757275daedf3746dccbf8cd5dc21145b931b87b67f991e259017df31299de7");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_jar_is_not_for_a_system_with_an_older_c_library() throws Exception {
        Path archive = home.resolve("tdlib.jar");
        Files.write(archive, jar(Map.of("linux/x64/libtdjsonjava.so", "\u007fELF of x64")));

        assertThatThrownBy(() -> install(BOOKWORM, Map.of()).install(archive.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no library for this system")
                .hasMessageContaining("package/libtdjson.so");
    }

    @Test
    void an_archive_that_ends_too_early_leaves_nothing() throws Exception {
        byte[] whole = tgz("package/libtdjson.so", "\u007fELF".repeat(10_000));
        Path archive = home.resolve("tdlib.tgz");
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> install(BOOKWORM, Map.of()).install(archive.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tdlib.tgz");
        assertThat(files()).isEmpty();
    }

    @Test
    void an_archive_of_something_else_says_what_is_missing() throws Exception {
        Path archive = home.resolve("other.tgz");
        Files.write(archive, tgz("package/index.js", "let it = be"));

        assertThatThrownBy(() -> install(BOOKWORM, Map.of()).install(archive.toString()))
                .hasMessageContaining("package/libtdjson.so");
    }

    @Test
    void a_packed_file_that_is_no_archive_is_a_sentence() throws Exception {
        Path archive = home.resolve("notes.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(archive))) {
            gzip.write("Dear diary, ".repeat(100).getBytes(UTF_8));
        }

        assertThatThrownBy(() -> install(BOOKWORM, Map.of()).install(archive.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("notes.gz")
                .hasMessageContaining("is no tar archive");
    }

    @Test
    void a_directory_that_takes_no_files_is_said_before_anything_is_fetched() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        TdInstall install = new TdInstall(file.resolve("lib"), BOOKWORM, Map.of(), home, said::add);

        assertThatThrownBy(() -> install.install(null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"" + file.resolve("lib") + "\"")
                .hasMessageContaining("--data");
        assertThat(said).isEmpty();
    }

    @Test
    void a_server_that_nobody_reaches_is_said_with_the_way_without_a_network() {
        Map<String, String> nowhere = Map.of("npm_config_registry", "http://127.0.0.1:9/");

        assertThatThrownBy(() -> install(BOOKWORM, nowhere).install(null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"http://127.0.0.1:9/@prebuilt-tdlib/linux-x64-glibc/")
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("--from FILE");
    }

    @Test
    void the_registry_of_npm_is_asked_where_npm_would_ask_it() throws Exception {
        // Given
        List<String> asked = new ArrayList<>();
        HttpServer registry =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().getPath());
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        registry.start();
        String address = "http://127.0.0.1:" + registry.getAddress().getPort() + "/npm";

        // When
        try {
            assertThatThrownBy(() ->
                            install(BOOKWORM, Map.of("npm_config_registry", address)).install(null))
                    // Then
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("answers 503")
                    .hasMessageContaining("--from FILE");
        } finally {
            registry.stop(0);
        }
        assertThat(asked)
                .containsExactly(
                        "/npm/@prebuilt-tdlib/linux-x64-glibc/-/linux-x64-glibc-0.1008065.0.tgz");
    }

    @Test
    void a_system_without_a_known_build_is_told_how_to_bring_its_own() {
        for (Platform platform :
                List.of(
                        new Platform("Mac OS X", "aarch64", null),
                        new Platform("Linux", "amd64", null),
                        new Platform("Linux", "aarch64", new Glibc(2, 36)),
                        new Platform("Linux", "riscv64", new Glibc(2, 41)))) {
            assertThatThrownBy(() -> install(platform, Map.of()).install(null))
                    .isInstanceOf(TdLibraryRefused.class)
                    .hasMessageContaining(platform.toString())
                    .hasMessageContaining("telegram.library_sha256");
        }
    }

    @Test
    void a_newer_system_has_a_second_choice_and_arm_has_its_own() {
        assertThat(versions(new Platform("Linux", "amd64", new Glibc(2, 41))))
                .containsExactly("1.8.65", "1.8.64");
        assertThat(versions(new Platform("Linux", "aarch64", new Glibc(2, 39))))
                .containsExactly("1.8.64");
    }

    private static List<String> versions(Platform platform) {
        return TdBuild.fitting(platform).stream().map(TdBuild::version).toList();
    }

    private TdInstall install(Platform platform, Map<String, String> environment) {
        return new TdInstall(directory, platform, environment, home, said::add);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static byte[] tgz(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        byte[] header = new byte[512];
        System.arraycopy(name.getBytes(UTF_8), 0, header, 0, name.length());
        byte[] size = "%011o".formatted(bytes.length).getBytes(UTF_8);
        System.arraycopy(size, 0, header, 124, size.length);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(header);
            gzip.write(bytes);
            gzip.write(new byte[512 - bytes.length % 512 + 1024]);
        }
        return file.toByteArray();
    }

    private static byte[] jar(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return file.toByteArray();
    }

    private String sha256(String content) throws IOException {
        return TdLibrary.sha256(Files.writeString(home.resolve("content"), content));
    }
}
