package dev.tributary.contract.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of the file with the environment laid over it. Each getter names a key, its type and
/// its default, and notes a problem instead of throwing, so that an operator sees all of them at
/// once.
final class Section {

    private final String name;
    private final @Nullable TomlTable table;
    private final @Nullable Path directory;
    private final Variables variables;
    private final List<String> problems;
    private final Set<String> known = new TreeSet<>();

    /// @param directory of the file, from which its relative paths are followed; null without a
    ///   file
    Section(
            String name,
            @Nullable TomlTable table,
            @Nullable Path directory,
            Variables variables,
            List<String> problems) {
        this.name = name;
        this.table = table;
        this.directory = directory;
        this.variables = variables;
        this.problems = problems;
    }

    @Nullable String text(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        wrong(key, "a string", value);
        return null;
    }

    String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    /// The first of: the variable, the variable `..._FILE`, the key, the key `..._file`.
    @Nullable Secret secret(String key) {
        String keyOfFile = key + "_file";
        String text = text(key);
        Path file = path(keyOfFile);
        boolean fileWins = !variables.has(label(key)) && variables.has(label(keyOfFile));
        if (text != null && !fileWins) {
            return new Secret(text);
        }
        return file == null ? null : content(keyOfFile, file);
    }

    private @Nullable Secret content(String key, Path file) {
        try {
            return new Secret(Files.readString(file).strip());
        } catch (IOException e) {
            problem(
                    key,
                    "the file \""
                            + file
                            + "\" cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); give the path of a readable file that holds the secret");
            return null;
        }
    }

    <T> @Nullable T required(String key, @Nullable T value) {
        boolean reported =
                problems.stream()
                        .anyMatch(problem ->
                                problem.startsWith(label(key))
                                        || problem.startsWith(Variables.name(label(key))));
        if (value == null && !reported) {
            problem(
                    key,
                    "is missing and has no default; set it, or "
                            + Variables.name(label(key))
                            + " in the environment");
        }
        return value;
    }

    boolean flag(String key, boolean otherwise) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        // No switch: the JVM makes a class for each switch over types when it first runs.
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String s && (s.equals("true") || s.equals("false"))) {
            return Boolean.parseBoolean(s);
        }
        wrong(key, "true or false", value);
        return otherwise;
    }

    int number(String key, int otherwise, int least, int most) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value.toString());
            if (number >= least && number <= most && !(value instanceof Double)) {
                return (int) number;
            }
        } catch (NumberFormatException e) {
            // Told below, with what was expected.
        }
        wrong(key, "a whole number from " + least + " to " + most, value);
        return otherwise;
    }

    Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        Duration duration = value instanceof String text ? Values.duration(text) : null;
        if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            wrong(
                    key,
                    "a duration from "
                            + Values.show(least)
                            + " to "
                            + Values.show(most)
                            + " (\"500ms\", \"30s\", \"5m\")",
                    value);
            return otherwise;
        }
        return duration;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        wrong(key, "one of " + Values.words(type), text);
        return otherwise;
    }

    List<String> texts(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        List<String> texts = Values.texts(value);
        if (texts == null) {
            wrong(key, "a list of strings", value);
            return List.of();
        }
        return texts;
    }

    <T> @Nullable T parsed(String key, String expected, Function<String, T> parse) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            wrong(key, expected, text);
            return null;
        }
    }

    <T> Set<T> parsedAll(String key, String expected, Function<String, T> parse) {
        Set<T> parsed = new LinkedHashSet<>();
        for (String text : texts(key)) {
            try {
                parsed.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                wrong(key, "a list of " + expected, text);
            }
        }
        return parsed;
    }

    /// A path that means the same to every process, whatever directory it works in: in the file it
    /// is relative to the file, in a variable it is whole.
    @Nullable Path path(String key) {
        Path path = parsed(key, "a path", Path::of);
        if (path == null || path.isAbsolute()) {
            return path;
        }
        if (directory == null || variables.has(label(key))) {
            wrong(key, "a whole path, from the root directory on,", path);
            return null;
        }
        return directory.resolve(path).normalize();
    }

    @Nullable URI httpUri(String key) {
        return parsed(key, "an http or https URL", Values::httpUri);
    }

    /// The names of the tables inside this one, and of those that only the environment knows: in
    /// lower case, what stands in a variable between this section's name and one of the keys.
    ///
    /// @param keys what such a table may hold
    Set<String> tables(Collection<String> keys) {
        Set<String> names = new TreeSet<>();
        if (table != null) {
            table.keySet().stream()
                    .filter(key -> table.get(List.of(key)) instanceof TomlTable)
                    .forEach(names::add);
        }
        Set<String> written =
                names.stream().map(each -> Variables.name(label(each))).collect(Collectors.toSet());
        variables.tables(name, keys).stream()
                .filter(each -> !written.contains(Variables.name(label(each))))
                .forEach(names::add);
        known.addAll(names);
        return names;
    }

    Section table(String key) {
        known.add(key);
        Object value = table == null ? null : table.get(List.of(key));
        if (value != null && !(value instanceof TomlTable)) {
            wrong(key, "a table, [" + label(key) + "]", value);
        }
        return new Section(
                label(key),
                value instanceof TomlTable t ? t : null,
                directory,
                variables,
                problems);
    }

    /// All keys with their values as text, for a table whose keys are somebody else's: words
    /// between dots, so that a variable's `_` is a dot.
    Map<String, Secret> everything() {
        Map<String, Secret> all = new HashMap<>();
        if (table != null) {
            table.dottedKeySet()
                    .forEach(key ->
                            all.put(
                                    key.replace("\"", ""),
                                    new Secret(String.valueOf(table.get(key)))));
        }
        variables.below(name).forEach((key, value) -> all.put(key, new Secret(value)));
        return all;
    }

    /// Call last: what no getter asked for is a problem.
    void rejectUnknownKeys() {
        if (table == null) {
            return;
        }
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                problems.add(
                        label(key)
                                + at(key)
                                + " is not a known key"
                                + Suggestion.among(known, key));
            }
        }
    }

    private @Nullable Object value(String key) {
        known.add(key);
        String variable = variables.ask(label(key));
        if (variable != null) {
            return variable;
        }
        return table == null ? null : table.get(List.of(key));
    }

    private String label(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private String at(String key) {
        TomlPosition position = table == null ? null : table.inputPositionOf(List.of(key));
        return position == null ? "" : " (line " + position.line() + ")";
    }

    private void wrong(String key, String expected, Object found) {
        String shown = found instanceof TomlTable ? "a table" : "\"" + found + "\"";
        problem(key, "expects " + expected + " but found " + shown);
    }

    private void problem(String key, String sentence) {
        String where =
                variables.has(label(key)) ? Variables.name(label(key)) : label(key) + at(key);
        problems.add(where + " " + sentence);
    }
}
