package dev.tributary.processor.normalise.telegram;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How both forms of Telegram, the export and TDLib's, put into words what is no text. The same
/// message must read the same in both, or an account that was imported and then connected would
/// hold each such message in two wordings.
final class Wording {

    /// What an exporter's `std::to_string` leaves of a coordinate.
    private static final int DECIMALS = 6;

    private static final BigDecimal HALF_CIRCLE = BigDecimal.valueOf(180);

    private Wording() {}

    /// A message's own text and under it the words of what hangs on it.
    static String lines(String text, List<String> words) {
        return words.isEmpty()
                ? text
                : Stream.concat(Stream.of(text), words.stream())
                        .filter(line -> !line.isBlank())
                        .collect(Collectors.joining("\n"));
    }

    /// `action: details`, for example `invite_members: Anna, Boris`.
    static String announcement(@Nullable String action, List<String> details) {
        String about = String.join(", ", details);
        if (action == null || about.isEmpty()) {
            return action == null ? about : action;
        }
        return action + ": " + about;
    }

    static String item(String text) {
        return "- " + text;
    }

    /// Only one of the forms groups a number's digits.
    static @Nullable String phone(@Nullable String number) {
        String digits = number == null ? "" : number.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? null : "+" + digits;
    }

    /// Null where they are nowhere on Earth. Looked at before they are written out: 1e999999999 is
    /// a short number of a gigabyte.
    static @Nullable String coordinates(JsonNode latitude, JsonNode longitude) {
        if (!isDegrees(latitude) || !isDegrees(longitude)) {
            return null;
        }
        return degrees(latitude.decimalValue()) + "," + degrees(longitude.decimalValue());
    }

    private static boolean isDegrees(JsonNode value) {
        return value.isNumber() && value.decimalValue().abs().compareTo(HALF_CIRCLE) <= 0;
    }

    private static String degrees(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /// The parts that there are; null if there is none.
    static @Nullable String joined(String separator, @Nullable String... parts) {
        String joined =
                Stream.of(parts)
                        .filter(part -> part != null)
                        .collect(Collectors.joining(separator));
        return joined.isEmpty() ? null : joined;
    }
}
