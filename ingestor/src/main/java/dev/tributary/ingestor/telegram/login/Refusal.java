package dev.tributary.ingestor.telegram.login;

import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Telegram's and TDLib's refusals in words of people.
final class Refusal {

    /// After these the same question may be asked again.
    private static final Set<String> MISTYPED =
            Set.of(
                    "PHONE_CODE_INVALID",
                    "PHONE_CODE_EMPTY",
                    "PASSWORD_HASH_INVALID",
                    "PHONE_NUMBER_INVALID");

    private static final Pattern WAIT = Pattern.compile("retry after (\\d{1,9})");

    private Refusal() {}

    static boolean isMistyped(TdError error) {
        return MISTYPED.contains(error.reason());
    }

    static String sentence(TdError error, Instant now) {
        Matcher wait = WAIT.matcher(error.reason());
        if (wait.find()) {
            Instant end = now.plusSeconds(Long.parseLong(wait.group(1)));
            return "Telegram takes no more attempts until "
                    + end.truncatedTo(ChronoUnit.SECONDS)
                    + "; try again then";
        }
        return switch (error.reason()) {
            case "PHONE_NUMBER_INVALID" ->
                    "this is no phone number; write it with the country's code, +79991234567";
            case "PHONE_NUMBER_BANNED" ->
                    "Telegram has banned this phone number; only its support can change that"
                            + " (https://telegram.org/support)";
            case "PHONE_NUMBER_FLOOD", "PHONE_PASSWORD_FLOOD" ->
                    "Telegram counts too many attempts with this phone number; try again tomorrow";
            case "PHONE_CODE_INVALID", "PHONE_CODE_EMPTY" -> "the code is wrong";
            case "PHONE_CODE_EXPIRED" -> "the code has expired; start again for a new one";
            case "PASSWORD_HASH_INVALID" -> "the password is wrong";
            case "API_ID_INVALID", "API_ID_PUBLISHED_FLOOD" ->
                    "Telegram does not accept telegram.api_id with telegram.api_hash; make your own"
                            + " at https://my.telegram.org";
            case "UPDATE_APP_TO_LOGIN" ->
                    "this TDLib is too old for Telegram; update this program, or name a newer TDLib"
                            + " with telegram.library and telegram.library_sha256";
            case "Wrong database encryption key" ->
                    "the session was encrypted with another key; give the old one"
                            + " (database_key), or delete the account's directory and sign in anew";
            default -> other(error);
        };
    }

    private static String other(TdError error) {
        return error.reason().startsWith("Can't lock file")
                ? "another process has the session open; stop the ingestor that reads this account"
                        + " and try again"
                : "Telegram refuses: " + error.reason() + " (" + error.code() + ")";
    }
}
