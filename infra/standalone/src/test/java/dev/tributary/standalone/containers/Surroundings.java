package dev.tributary.standalone.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `bin/tributary test --containers` has prepared.
///
/// @param checkouts a folder with a fresh clone in `pristine`; each installation has a copy beside
///   it
/// @param project what the names of all projects begin with
/// @param image of our programs
record Surroundings(Path checkouts, String project, String image) {

    /// @return empty, if nothing is prepared
    static Optional<Surroundings> of(Map<String, String> environment) {
        String checkouts = environment.get("CONTAINERS_CHECKOUTS");
        return checkouts == null
                ? Optional.empty()
                : Optional.of(
                        new Surroundings(
                                Path.of(checkouts),
                                environment.getOrDefault("CONTAINERS_PROJECT", "tributary-test"),
                                environment.getOrDefault("CONTAINERS_IMAGE", "tributary:local")));
    }

    /// A fresh clone.
    Path clone(String name) {
        Path from = checkouts.resolve("pristine");
        Path to = checkouts.resolve(name);
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A figure for the report of the whole run.
    void figure(String what, String value) {
        String line = String.format(Locale.ROOT, "%-56s %s%n", what, value);
        try {
            Files.writeString(
                    checkouts.resolve("figures"),
                    line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
