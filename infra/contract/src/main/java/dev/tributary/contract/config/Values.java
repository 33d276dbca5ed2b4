package dev.tributary.contract.config;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;

/// How values are written: durations, addresses, lists.
final class Values {

    private Values() {}

    /// `500ms`, `30s`, `5m`, `2h`, `7d`; null for anything else.
    static @Nullable Duration duration(String text) {
        try {
            String t = text.strip().toLowerCase(Locale.ROOT);
            if (t.endsWith("ms")) {
                return Duration.ofMillis(Long.parseLong(t.substring(0, t.length() - 2).strip()));
            }
            return t.endsWith("d")
                    ? Duration.ofDays(Long.parseLong(t.substring(0, t.length() - 1).strip()))
                    : Duration.parse("PT" + t.replace(" ", "").toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    static String show(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }

    /// With a slash at its end, so that paths resolve below it.
    ///
    /// @throws IllegalArgumentException if it is no address of a server
    static URI httpUri(String text) {
        URI uri = URI.create(text);
        boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (uri.getHost() == null || !isHttp) {
            throw new IllegalArgumentException(text);
        }
        return text.endsWith("/") ? uri : URI.create(text + "/");
    }

    /// Of an array, or of words between commas; null for anything else.
    static @Nullable List<String> texts(Object value) {
        return switch (value) {
            case String list ->
                    Arrays.stream(list.split(","))
                            .map(String::strip)
                            .filter(s -> !s.isEmpty())
                            .toList();
            case TomlArray array when array.toList().stream().allMatch(String.class::isInstance) ->
                    array.toList().stream().map(String.class::cast).toList();
            default -> null;
        };
    }

    /// The words of a choice.
    static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
