package dev.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The programs of a Postgres on this machine.
///
/// @param bin the directory with `initdb` and `postgres`
/// @param major its major version, 17 of 17.2
record PostgresInstallation(Path bin, int major) {

    static final int OLDEST = 15;

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /// The newest of the places where installations put it, unless one is named.
    ///
    /// @param named the directory of the configuration, null if it names none
    /// @throws CannotStart if the named one is not there or too old
    static Optional<PostgresInstallation> find(@Nullable Path named) throws IOException {
        if (named != null) {
            return Optional.of(
                    at(named)
                            .filter(found -> found.major() >= OLDEST)
                            .orElseThrow(() ->
                                    new CannotStart(
                                            "the directory \""
                                                    + named
                                                    + "\" of embedded.postgres_bin has no"
                                                    + " Postgres "
                                                    + OLDEST
                                                    + " or newer (initdb and postgres);"
                                                    + " correct or remove it")));
        }
        List<PostgresInstallation> found = new ArrayList<>();
        for (Path bin : usualPlaces()) {
            at(bin).filter(one -> one.major() >= OLDEST).ifPresent(found::add);
        }
        return found.stream().max(Comparator.comparingInt(PostgresInstallation::major));
    }

    private static Optional<PostgresInstallation> at(Path bin) throws IOException {
        if (!Files.isExecutable(bin.resolve("initdb"))
                || !Files.isExecutable(bin.resolve("postgres"))) {
            return Optional.empty();
        }
        ServerUser caller = new ServerUser(Optional.empty());
        var said = caller.run(List.of(bin.resolve("postgres").toString(), "--version"), "");
        Matcher version = VERSION.matcher(said.output());
        return version.find()
                ? Optional.of(new PostgresInstallation(bin, Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    private static List<Path> usualPlaces() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String parent :
                List.of("/usr/lib/postgresql", "/usr/local", "/opt", "/opt/homebrew/opt")) {
            children(Path.of(parent)).map(child -> child.resolve("bin")).forEach(places::add);
        }
        children(Path.of("/usr"))
                .filter(child -> child.getFileName().toString().startsWith("pgsql-"))
                .map(child -> child.resolve("bin"))
                .forEach(places::add);
        places.add(Path.of("/usr/local/bin"));
        places.add(Path.of("/usr/bin"));
        configTool().ifPresent(places::add);
        return places;
    }

    private static Stream<Path> children(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList().stream();
        }
    }

    private static Optional<Path> configTool() throws IOException {
        ServerUser caller = new ServerUser(Optional.empty());
        var said = caller.run(List.of("sh", "-c", "pg_config --bindir 2>/dev/null"), "");
        return said.code() == 0 ? Optional.of(Path.of(said.output())) : Optional.empty();
    }

    String tool(String name) {
        return bin.resolve(name).toString();
    }
}
