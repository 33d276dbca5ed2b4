package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an error of TDLib means for us (<https://core.telegram.org/api/errors>). TDLib has waited
/// and tried again by itself where that takes less than a minute.
sealed interface Refusal {

    /// In TDLib's words.
    String reason();

    /// The account asked too much.
    ///
    /// @param pause how long it must ask nothing
    record Flood(Duration pause, String reason) implements Refusal {}

    /// The account may not see the chat, or no longer.
    record Forbidden(String reason) implements Refusal {}

    /// There is no more of it.
    record Exhausted(String reason) implements Refusal {}

    /// Asking later may help.
    record Passing(String reason) implements Refusal {}

    /// Asking again will not help.
    record Final(String reason) implements Refusal {}

    Pattern RETRY_AFTER = Pattern.compile("retry after (\\d{1,9})");

    /// Where the service does not say how long.
    Duration USUAL_WAIT = Duration.ofSeconds(60);

    Set<String> FORBIDDEN =
            Set.of(
                    "CHANNEL_PRIVATE",
                    "CHANNEL_INVALID",
                    "CHAT_FORBIDDEN",
                    "CHAT_ID_INVALID",
                    "CHANNEL_PUBLIC_GROUP_NA",
                    "PEER_ID_INVALID",
                    "USER_BANNED_IN_CHANNEL",
                    "Chat not found",
                    "Can't access the chat");

    static Refusal of(TdError error) {
        String reason = error.reason();
        return switch (error.code()) {
            case 429 -> new Flood(retryAfter(reason), reason);
            case 403 -> new Forbidden(reason);
            case 404 -> new Exhausted(reason);
            // Without the authorization the session closes, and says so by itself.
            case 401 -> new Passing(reason);
            case 400 -> FORBIDDEN.contains(reason) ? new Forbidden(reason) : new Final(reason);
            case 406 -> new Forbidden(reason);
            default -> new Passing(reason);
        };
    }

    private static Duration retryAfter(String reason) {
        Matcher matcher = RETRY_AFTER.matcher(reason);
        return matcher.find() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : USUAL_WAIT;
    }
}
