package dev.tributary.standalone.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The jars of a program in the order of its class path: ours and those that every question needs
/// first, because a class that is not in the cache is looked for in one jar after the other, and
/// opening a jar takes a millisecond; then by name.
record Jars(List<Path> files) {

    private static final String OURS = "tributary-";
    private static final List<String> FIRST =
            List.of(OURS, "jackson-core-", "postgresql-", "picocli-", "slf4j-api-");

    Jars {
        files = List.copyOf(files);
    }

    /// @param lib with every jar of the house
    /// @param module of the program, `query-cli`
    /// @param named its class path as Maven wrote it; its own jar is not on it
    static Jars of(Path lib, String module, Path named) throws IOException {
        Set<String> names = new HashSet<>();
        for (String path : Files.readString(named).strip().split(File.pathSeparator, -1)) {
            names.add(name(Path.of(path)));
        }
        try (Stream<Path> files = Files.list(lib)) {
            return new Jars(
                    files.filter(file ->
                                    names.contains(name(file))
                                            || name(file).startsWith(OURS + module + "-"))
                            .sorted(Comparator.comparingInt(Jars::rank).thenComparing(Jars::name))
                            .toList());
        }
    }

    private static int rank(Path file) {
        for (int i = 0; i < FIRST.size(); i++) {
            if (name(file).startsWith(FIRST.get(i))) {
                return i;
            }
        }
        return FIRST.size();
    }

    private static boolean isOurs(Path file) {
        return name(file).startsWith(OURS);
    }

    /// The same with those raised that a start loads and that no cache takes as they are.
    ///
    /// @param directory where the raised ones go
    Jars raised(Path directory) throws IOException {
        List<Path> raised = new ArrayList<>();
        for (Path file : files) {
            raised.add(isRaised(file) ? RaisedJar.write(file, directory) : file);
        }
        return new Jars(raised);
    }

    private static boolean isRaised(Path file) {
        return name(file).startsWith("picocli-") || name(file).startsWith("postgresql-");
    }

    String fullPath() {
        return path(files);
    }

    /// What the thin client needs, and no more.
    String clientPath() {
        return path(
                files.stream()
                        .filter(file ->
                                name(file).startsWith(OURS + "rpc-")
                                        || name(file).startsWith(OURS + "contract-")
                                        || name(file).startsWith(OURS + "query-cli-"))
                        .toList());
    }

    /// Changes with our code and with the set of libraries, and with nothing else: a library's
    /// content is told by the version in its name.
    String identity() throws IOException {
        MessageDigest digest = sha256();
        for (Path file : files) {
            digest.update(name(file).getBytes(UTF_8));
            if (isOurs(file)) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("every JDK has SHA-256", e));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String path(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
