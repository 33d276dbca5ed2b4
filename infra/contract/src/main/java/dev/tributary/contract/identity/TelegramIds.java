package dev.tributary.contract.identity;

import java.util.Optional;

/// Telegram's identifiers in the one form that an export and a live connection share, TDLib's
/// (<https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1chat.html>): a chat with a user is
/// the user's id, a basic group is minus its id, a channel or supergroup is -1000000000000 minus
/// its id. Senders have the same form, because channels and groups also write.
public final class TelegramIds {

    private static final long CHANNEL_ZERO = -1_000_000_000_000L;

    /// Exports of before March 2021 write a sender as one number: a user's id plus 2^32, a chat's
    /// plus 2^33; the first exports wrote a user's bare id. Ids had 32 bits then (tdesktop's
    /// `export_data_types.cpp` of that time).
    private static final long OLD_USER_SHIFT = 1L << 32;

    private static final long OLD_CHAT_SHIFT = 1L << 33;

    /// TDLib keeps the ids of the server in the upper bits, so that messages which no server has
    /// numbered yet find a place between them.
    private static final int LOCAL_BITS = 20;

    private TelegramIds() {}

    /// The server's id of a message, as exports write it.
    ///
    /// @param id as TDLib writes it
    /// @return empty for a message that only this client knows, and for 0, which is none
    public static Optional<MessageId> message(long id) {
        boolean numbered = id > 0 && (id & ((1L << LOCAL_BITS) - 1)) == 0;
        return numbered
                ? Optional.of(new MessageId(Long.toString(id >> LOCAL_BITS)))
                : Optional.empty();
    }

    public static ChatId user(long id) {
        return new ChatId(Long.toString(positive(id)));
    }

    public static ChatId basicGroup(long id) {
        return new ChatId(Long.toString(-positive(id)));
    }

    /// A channel or a supergroup.
    public static ChatId channel(long id) {
        return new ChatId(Long.toString(CHANNEL_ZERO - positive(id)));
    }

    /// @param type the `type` of a chat in `result.json`, for example `private_supergroup`
    /// @param id its bare positive `id`
    /// @throws IllegalArgumentException if the type is unknown, so that the id's family is, or the
    ///   id is not positive
    public static ChatId exportedChat(String type, long id) {
        return switch (type) {
            case "saved_messages", "replies", "verification_codes", "personal_chat", "bot_chat" ->
                    user(id);
            case "private_group" -> basicGroup(id);
            case "private_supergroup", "public_supergroup", "private_channel", "public_channel" ->
                    channel(id);
            default ->
                    throw new IllegalArgumentException(
                            "unknown Telegram chat type \""
                                    + type
                                    + "\": its id "
                                    + id
                                    + " may be a user's, a group's or a channel's");
        };
    }

    /// @param peer `user123`, `chat123` or `channel123`, as exports write `from_id`; or the plain
    ///   number of exports of before 2021
    /// @throws IllegalArgumentException if it is none of them
    public static ChatId exportedPeer(String peer) {
        if (peer.startsWith("user")) {
            return user(number(peer, 4));
        }
        if (peer.startsWith("channel")) {
            return channel(number(peer, 7));
        }
        if (peer.startsWith("chat")) {
            return basicGroup(number(peer, 4));
        }
        return oldPeer(number(peer, 0));
    }

    /// The old form does not tell groups from channels; of the two only channels write.
    private static ChatId oldPeer(long packed) {
        if (packed >= OLD_CHAT_SHIFT) {
            return channel(packed - OLD_CHAT_SHIFT);
        }
        return user(packed >= OLD_USER_SHIFT ? packed - OLD_USER_SHIFT : packed);
    }

    private static long number(String peer, int from) {
        try {
            return Long.parseLong(peer, from, peer.length(), 10);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "\"" + peer + "\" is no Telegram peer such as user123, chat123, channel123", e);
        }
    }

    private static long positive(long id) {
        if (id <= 0) {
            throw new IllegalArgumentException(
                    "the Telegram id " + id + " is not positive; exports write bare ids");
        }
        return id;
    }
}
