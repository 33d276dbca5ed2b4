package dev.tributary.contract.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The part of the environment that is ours: variables `TRIBUTARY_<SECTION>_<KEY>`, and a few that
/// say where to look. Remembers what was asked for, so that a misspelt one is not passed over.
final class Variables {

    private static final String PREFIX = "TRIBUTARY_";

    /// Read before there is a configuration, by the start scripts and by the tests.
    private static final Set<String> BESIDE_THE_FILE =
            Set.of(
                    "TRIBUTARY_HOME",
                    "TRIBUTARY_CONFIG",
                    "TRIBUTARY_TEST_DATA",
                    "TRIBUTARY_JAVA_OPTS");

    private final Map<String, String> ours;
    private final Set<String> known = new TreeSet<>(BESIDE_THE_FILE);

    Variables(Map<String, String> environment) {
        this.ours =
                environment.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(PREFIX))
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        Map.Entry::getValue,
                                        (first, _) -> first,
                                        TreeMap::new));
    }

    /// The variable of a key: `kafka.bootstrap_servers`, `TRIBUTARY_KAFKA_BOOTSTRAP_SERVERS`.
    static String name(String key) {
        return PREFIX + key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /// The value, null if the variable is not set.
    @Nullable String ask(String key) {
        known.add(name(key));
        return ours.get(name(key));
    }

    boolean has(String key) {
        return ours.containsKey(name(key));
    }

    /// The names, in lower case, of the tables of a section that have a variable for one of these
    /// keys.
    Set<String> tables(String section, Collection<String> keys) {
        String start = name(section) + "_";
        Set<String> names = new TreeSet<>();
        for (String variable : ours.keySet()) {
            for (String key : keys) {
                String end = "_" + key.toUpperCase(Locale.ROOT);
                if (variable.startsWith(start)
                        && variable.endsWith(end)
                        && variable.length() > start.length() + end.length()) {
                    String between =
                            variable.substring(start.length(), variable.length() - end.length());
                    names.add(between.toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    /// All variables of a section whose keys are somebody else's: in lower case, a dot for each
    /// `_`.
    Map<String, String> below(String section) {
        String start = name(section) + "_";
        Map<String, String> values = new TreeMap<>();
        ours.forEach((variable, value) -> {
            if (variable.startsWith(start) && variable.length() > start.length()) {
                known.add(variable);
                String key = variable.substring(start.length());
                values.put(key.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return values;
    }

    /// Call last: a sentence for each variable that nobody asked for.
    List<String> unknown() {
        return ours.keySet().stream()
                .filter(variable -> !known.contains(variable))
                .map(variable ->
                        variable
                                + " in the environment is not a known variable"
                                + Suggestion.among(known, variable))
                .toList();
    }
}
