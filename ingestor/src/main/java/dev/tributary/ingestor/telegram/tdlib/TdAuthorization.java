package dev.tributary.ingestor.telegram.tdlib;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How far a session is let in
/// (<https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1_authorization_state.html>).
public sealed interface TdAuthorization {

    /// Before the parameters are known.
    record Opening() implements TdAuthorization {}

    /// Nobody is signed in.
    record WaitPhoneNumber() implements TdAuthorization {}

    /// @param way how the code is on its way, in words
    record WaitCode(String way) implements TdAuthorization {}

    /// @param hint which the owner left for himself; empty if none
    record WaitPassword(String hint) implements TdAuthorization {}

    /// @param link to show as a QR code to a device that is signed in; good for about half a
    ///   minute, then another comes
    record WaitOtherDevice(String link) implements TdAuthorization {}

    /// Telegram wants something that this program never does.
    ///
    /// @param sentence what, and what to do instead
    record WaitElsewhere(String sentence) implements TdAuthorization {}

    record Ready() implements TdAuthorization {}

    /// The session is on its way out: closed by us, logged out, or no longer known to Telegram.
    ///
    /// @param isLost whether the account is signed out by it
    record Ending(boolean isLost) implements TdAuthorization {}

    record Closed() implements TdAuthorization {}

    /// Of an update; empty if it tells something else.
    static Optional<TdAuthorization> of(TdUpdate update) {
        return update.type().equals("updateAuthorizationState")
                ? Optional.of(read(update.json().path("authorization_state")))
                : Optional.empty();
    }

    private static TdAuthorization read(JsonNode state) {
        String type = state.path("@type").asString("");
        return switch (type) {
            case "authorizationStateWaitTdlibParameters" -> new Opening();
            case "authorizationStateWaitPhoneNumber" -> new WaitPhoneNumber();
            case "authorizationStateWaitCode" ->
                    new WaitCode(way(state.at("/code_info/type/@type").asString("")));
            case "authorizationStateWaitPassword" ->
                    new WaitPassword(state.path("password_hint").asString(""));
            case "authorizationStateWaitOtherDeviceConfirmation" ->
                    new WaitOtherDevice(state.path("link").asString(""));
            case "authorizationStateReady" -> new Ready();
            case "authorizationStateLoggingOut" -> new Ending(true);
            case "authorizationStateClosing" -> new Ending(false);
            case "authorizationStateClosed" -> new Closed();
            default -> new WaitElsewhere(elsewhere(type));
        };
    }

    private static String way(String type) {
        return switch (type) {
            case "authenticationCodeTypeTelegramMessage" -> "in Telegram, on your other devices";
            case "authenticationCodeTypeSms",
                    "authenticationCodeTypeSmsWord",
                    "authenticationCodeTypeSmsPhrase" ->
                    "by SMS";
            case "authenticationCodeTypeCall" -> "by a call that says it";
            case "authenticationCodeTypeFlashCall", "authenticationCodeTypeMissedCall" ->
                    "by a call: it is the end of the caller's number";
            case "authenticationCodeTypeFragment" -> "at fragment.com";
            default -> "from Telegram";
        };
    }

    private static String elsewhere(String type) {
        return switch (type) {
            case "authorizationStateWaitRegistration" ->
                    "nobody is registered with this phone number, and this program never registers"
                            + " anybody; register in a Telegram app, or check the number";
            case "authorizationStateWaitEmailAddress", "authorizationStateWaitEmailCode" ->
                    "Telegram wants an e-mail address for this account; sign in with a Telegram app"
                            + " once and set it there, or sign in by --qr";
            case "authorizationStateWaitPremiumPurchase" ->
                    "Telegram wants Premium to be bought before it sends a code to this number;"
                            + " sign in by --qr from a device that is signed in";
            default ->
                    "Telegram wants a step that is not known here (\""
                            + type
                            + "\"); sign in by --qr from a device that is signed in";
        };
    }
}
