package dev.tributary.cli.client;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The little that the client reads in its arguments; the commands read them in earnest.
public final class Arguments {

    private Arguments() {}

    /// The value of `--option VALUE` or `--option=VALUE` before any `--`; the last one, because a
    /// repetition is refused later.
    public static @Nullable Path path(List<String> arguments, String option) {
        String value = value(arguments, option);
        return value == null ? null : Path.of(value);
    }

    /// Whether the answer, and hence an error, is JSON on stdout.
    static boolean isForScripts(List<String> arguments) {
        String format = value(arguments, "--output");
        return "json".equalsIgnoreCase(format) || "ndjson".equalsIgnoreCase(format);
    }

    private static @Nullable String value(List<String> arguments, String option) {
        String value = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                break;
            }
            if (argument.equals(option) && i + 1 < arguments.size()) {
                value = arguments.get(i + 1);
            } else if (argument.length() > option.length()
                    && argument.startsWith(option)
                    && argument.charAt(option.length()) == '=') {
                value = argument.substring(option.length() + 1);
            }
        }
        return value;
    }
}
