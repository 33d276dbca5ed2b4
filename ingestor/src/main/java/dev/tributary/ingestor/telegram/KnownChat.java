package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings.ChatType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A chat as far as TDLib told us.
///
/// @param id TDLib's, the server's form
/// @param type null for one that is not read: an encrypted one
/// @param members 0 where TDLib does not know
/// @param newest id of the newest message, 0 if there is none or it is not known
/// @param newestAt when that was sent
/// @param isListed whether it is one of the account's own chats; others are known because
///   somebody's message mentions them
record KnownChat(
        long id,
        @Nullable ChatType type,
        String title,
        int members,
        long newest,
        Instant newestAt,
        boolean isListed) {

    private static final long CHANNEL_ZERO = -1_000_000_000_000L;

    static KnownChat unknown(long id) {
        return new KnownChat(id, null, "", 0, 0, Instant.EPOCH, false);
    }

    /// The bare id of a supergroup or channel.
    long supergroup() {
        return CHANNEL_ZERO - id;
    }

    KnownChat of(ChatType known, String name) {
        return new KnownChat(id, known, name, members, newest, newestAt, isListed);
    }

    KnownChat titled(String name) {
        return new KnownChat(id, type, name, members, newest, newestAt, isListed);
    }

    KnownChat withMembers(int count) {
        return new KnownChat(id, type, title, count, newest, newestAt, isListed);
    }

    KnownChat withNewest(long message, Instant at) {
        return new KnownChat(id, type, title, members, message, at, isListed);
    }

    KnownChat listed() {
        return new KnownChat(id, type, title, members, newest, newestAt, true);
    }
}
