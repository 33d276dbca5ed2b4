package dev.tributary.contract.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of the file with the environment laid over it. Each getter names a key, its type and
/// its default, and notes a problem instead of throwing, so that an operator sees all of them at
/// once.
final class Section {

    private final String name;
    private final @Nullable TomlTable table;
    private final Map<String, String> environment;
    private final List<String> problems;
    private final Set<String> known = new TreeSet<>();

    Section(
            String name,
            @Nullable TomlTable table,
            Map<String, String> environment,
            List<String> problems) {
        this.name = name;
        this.table = table;
        this.environment = environment;
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

    @Nullable Secret secret(String key) {
        String file = text(key + "_file");
        String text = text(key);
        if (file == null) {
            return text == null ? null : new Secret(text);
        }
        try {
            return new Secret(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            problem(
                    key + "_file",
                    "the file \""
                            + file
                            + "\" cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); give the path of a readable file that holds the secret");
            return null;
        }
    }

    <T> @Nullable T required(String key, @Nullable T value) {
        boolean reported = problems.stream().anyMatch(problem -> problem.startsWith(label(key)));
        if (value == null && !reported) {
            problem(
                    key,
                    "is missing and has no default; set it, or "
                            + variable(key)
                            + " in the environment");
        }
        return value;
    }

    boolean flag(String key, boolean otherwise) {
        Object value = value(key);
        return switch (value) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case String s when s.equals("true") || s.equals("false") -> Boolean.parseBoolean(s);
            default -> {
                wrong(key, "true or false", value);
                yield otherwise;
            }
        };
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
        Duration duration = value instanceof String text ? parseDuration(text) : null;
        if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            wrong(
                    key,
                    "a duration from "
                            + show(least)
                            + " to "
                            + show(most)
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
        wrong(
                key,
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(c -> c.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                text);
        return otherwise;
    }

    List<String> texts(String key) {
        Object value = value(key);
        List<String> texts = new ArrayList<>();
        switch (value) {
            case null -> {}
            case String list ->
                    Arrays.stream(list.split(","))
                            .map(String::strip)
                            .filter(s -> !s.isEmpty())
                            .forEach(texts::add);
            case TomlArray array
                    when array.toList().stream().allMatch(String.class::isInstance) -> {
                for (int i = 0; i < array.size(); i++) {
                    texts.add(array.getString(i));
                }
            }
            default -> wrong(key, "a list of strings", value);
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

    @Nullable URI httpUri(String key) {
        return parsed(
                key,
                "an http or https URL",
                text -> {
                    URI uri = URI.create(text);
                    if (uri.getHost() == null
                            || !(uri.getScheme().equals("https")
                                    || uri.getScheme().equals("http"))) {
                        throw new IllegalArgumentException(text);
                    }
                    return text.endsWith("/") ? uri : URI.create(text + "/");
                });
    }

    /// The names of the tables inside this one, and of those that only the environment knows.
    Set<String> tables() {
        Set<String> names = new TreeSet<>();
        if (table != null) {
            table.keySet().stream()
                    .filter(key -> table.get(List.of(key)) instanceof TomlTable)
                    .forEach(names::add);
        }
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
                label(key), value instanceof TomlTable t ? t : null, environment, problems);
    }

    /// All keys with their values as text, for a table whose keys are somebody else's.
    Map<String, Secret> everything() {
        if (table == null) {
            return Map.of();
        }
        return table.dottedKeySet().stream()
                .collect(
                        Collectors.toMap(
                                key -> key.replace("\"", ""),
                                key -> new Secret(String.valueOf(table.get(key)))));
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
        String variable = environment.get(variable(key));
        if (variable != null) {
            return variable;
        }
        return table == null ? null : table.get(List.of(key));
    }

    private String variable(String key) {
        return "TRIBUTARY_" + label(key).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
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
        boolean fromEnvironment = environment.containsKey(variable(key));
        problems.add((fromEnvironment ? variable(key) : label(key) + at(key)) + " " + sentence);
    }

    private static @Nullable Duration parseDuration(String text) {
        try {
            String t = text.strip().toLowerCase(Locale.ROOT);
            if (t.endsWith("ms")) {
                return Duration.ofMillis(Long.parseLong(t.substring(0, t.length() - 2).strip()));
            }
            return t.endsWith("d")
                    ? Duration.ofDays(Long.parseLong(t.substring(0, t.length() - 1).strip()))
                    : Duration.parse("PT" + t.replace(" ", "").toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    private static String show(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }
}
