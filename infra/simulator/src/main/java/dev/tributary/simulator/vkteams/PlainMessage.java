package dev.tributary.simulator.vkteams;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message without any service's dress, to be turned into wire events.
///
/// @param chat a title such as `#ubuntu`; the chat id is made from it. A text with `@` is an id
///   already, of a group if it ends in `@chat.agent`, else of a private chat
/// @param message a number unique within the chat, small or large
/// @param sender a name; the user id is made from it unless it is an address already
/// @param replyTo the number of the message of the same chat that it answers
public record PlainMessage(
        String chat,
        long message,
        String sender,
        Instant time,
        String text,
        @Nullable Long replyTo) {

    static final String GROUP_SUFFIX = "@chat.agent";

    /// Above 2^53, where a JSON reader that takes ids for doubles goes wrong.
    private static final long FIRST_MESSAGE_ID = 7_400_000_000_000_000_000L;

    private static final long FIRST_CHAT_ID = 600_000_000L;
    private static final int CHAT_IDS = 99_999_989;

    /// The `msgId` on the wire.
    public String wireId() {
        return wireId(message);
    }

    static String wireId(long message) {
        return Long.toString(message >= FIRST_MESSAGE_ID ? message : FIRST_MESSAGE_ID + message);
    }

    /// The `chatId` on the wire.
    public String chatId() {
        return chat.contains("@")
                ? chat
                : FIRST_CHAT_ID + Math.floorMod(chat.hashCode(), CHAT_IDS) + GROUP_SUFFIX;
    }

    /// The sender's `userId` on the wire.
    public String userId() {
        return sender.contains("@") ? sender : sender + "@example.com";
    }
}
