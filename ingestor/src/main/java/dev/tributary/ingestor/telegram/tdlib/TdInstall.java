package dev.tributary.ingestor.telegram.tdlib;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gets TDLib onto this machine: checked, in one step, and not again where it is there already.
public final class TdInstall {

    private static final URI MAVEN = URI.create("https://repo1.maven.org/maven2/");
    private static final String LICENCES = "LICENCES.txt";

    private final Path directory;
    private final Platform platform;
    private final Map<String, String> environment;
    private final Path home;
    private final Consumer<String> talk;

    /// @param directory where libraries are kept
    /// @param environment which may name npm's registry
    /// @param home of the user, whose `.npmrc` may name it
    /// @param talk takes a line a step
    public TdInstall(
            Path directory,
            Platform platform,
            Map<String, String> environment,
            Path home,
            Consumer<String> talk) {
        this.directory = directory;
        this.platform = platform;
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.talk = talk;
    }

    /// The library that is there, or else the one that would be installed.
    ///
    /// @throws TdLibraryRefused if no build is known for the platform
    public static TdLibrary expected(Path directory, Platform platform) {
        List<TdLibrary> possible =
                TdBuild.fitting(platform).stream().map(build -> build.in(directory)).toList();
        return possible.stream()
                .filter(library -> Files.exists(library.file()))
                .findFirst()
                .orElse(possible.getFirst());
    }

    /// @param from an archive or the library itself, a file's path or a URL; null: where the builds
    ///   are published
    /// @throws TdLibraryRefused if no build is known for the platform, or what was got is another
    /// @throws IOException if it cannot be got, with every place that was asked
    public TdLibrary install(@Nullable String from) throws IOException, InterruptedException {
        List<TdBuild> builds = TdBuild.fitting(platform);
        for (TdBuild build : builds) {
            TdLibrary library = build.in(directory);
            if (Files.exists(library.file())
                    && TdLibrary.sha256(library.file()).equals(build.sha256())) {
                talk.accept("TDLib " + build.version() + " is there already: " + library.file());
                return library;
            }
        }
        makeDirectory();
        try (HttpClient http = TdDownload.client()) {
            return from == null ? published(builds, http) : named(from, builds, http);
        }
    }

    /// Before anything is fetched for it.
    private void makeDirectory() throws IOException {
        try {
            Files.createDirectories(directory);
            Files.delete(part());
        } catch (IOException e) {
            throw new IOException(
                    "TDLib cannot be kept in \""
                            + directory
                            + "\" ("
                            + why(e)
                            + "); let the user of this process write there, or choose another data"
                            + " directory with --data",
                    e);
        }
    }

    private static String why(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : null;
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private Path part() throws IOException {
        return Files.createTempFile(directory, "libtdjson", ".part");
    }

    private TdLibrary named(String from, List<TdBuild> builds, HttpClient http)
            throws IOException, InterruptedException {
        boolean isAddress = from.startsWith("http://") || from.startsWith("https://");
        TdDownload download = new TdDownload(http, talk);
        try (InputStream file =
                isAddress ? download.open(URI.create(from)) : download.open(Path.of(from))) {
            return keep(file, from, builds);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file \"" + from + "\"; check --from", e);
        }
    }

    private TdLibrary published(List<TdBuild> builds, HttpClient http)
            throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (TdBuild build : builds) {
            URI address = address(build);
            talk.accept("getting TDLib " + build.version() + " from " + address);
            try (InputStream file = new TdDownload(http, talk).open(address)) {
                return keep(file, address.toString(), List.of(build));
            } catch (IOException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        throw new IOException(
                "TDLib cannot be got: "
                        + String.join("; ", failures)
                        + "; on a machine without a network fetch one of these files elsewhere and"
                        + " give it with --from FILE");
    }

    private URI address(TdBuild build) throws IOException {
        Path npmrc = home.resolve(".npmrc");
        return switch (build.host()) {
            case NPM ->
                    NpmRegistry.of(
                                    environment,
                                    Files.isReadable(npmrc) ? Files.readAllLines(npmrc) : List.of())
                            .resolve(build.path());
            case MAVEN -> MAVEN.resolve(build.path());
        };
    }

    /// The bytes decide which build it is; what is none of them is not kept.
    private TdLibrary keep(InputStream file, String from, List<TdBuild> builds) throws IOException {
        Set<String> entries = builds.stream().map(TdBuild::entry).collect(Collectors.toSet());
        Path part = part();
        try {
            try (InputStream library = TdArchive.library(file, entries);
                    OutputStream out = Files.newOutputStream(part)) {
                library.transferTo(out);
            }
            String sha256 = TdLibrary.sha256(part);
            TdBuild build =
                    builds.stream()
                            .filter(each -> each.sha256().equals(sha256))
                            .findFirst()
                            .orElseThrow(() -> unknown(from, sha256, builds));
            return put(part, build);
        } catch (IOException e) {
            throw new IOException("\"" + from + "\": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static TdLibraryRefused unknown(String from, String sha256, List<TdBuild> builds) {
        return new TdLibraryRefused(
                "the library in \""
                        + from
                        + "\" is none that is known for this system and was not kept: its SHA-256"
                        + " is \""
                        + sha256
                        + "\", not \""
                        + builds.stream()
                                .map(TdBuild::sha256)
                                .collect(Collectors.joining("\" or \""))
                        + "\"");
    }

    private TdLibrary put(Path part, TdBuild build) throws IOException {
        TdLibrary library = build.in(directory);
        Path licences = directory.resolve("libtdjson-" + build.version() + "." + LICENCES);
        try (InputStream text = TdInstall.class.getResourceAsStream(LICENCES)) {
            if (text == null) {
                throw new IOException("the licences are missing in this build of ours");
            }
            Files.copy(text, licences, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r-x------"));
        Files.move(
                part,
                library.file(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        talk.accept("TDLib " + build.version() + " is installed: " + library.file());
        return library;
    }
}
