package dev.tributary.simulator.telegram.town;

/// @param to may be in another chat: Telegram then wants to know what was said there
/// @param quote the part that is answered, empty for all of it
public record Reply(Posting to, String quote) {

    public static Reply to(Posting message) {
        return new Reply(message, "");
    }
}
