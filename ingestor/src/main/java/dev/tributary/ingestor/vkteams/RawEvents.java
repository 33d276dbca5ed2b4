package dev.tributary.ingestor.vkteams;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/// Makes raw events of what the Bot API answered.
final class RawEvents {

    private final AccountId account;
    private final Clock clock;

    RawEvents(AccountId account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    RawEvent event(EventSlice slice, byte[] answer) {
        byte[] value = slice.in(answer);
        String id =
                slice.eventId().isPresent()
                        ? Long.toString(slice.eventId().getAsLong())
                        : "sha256:" + sha256(value);
        return new RawEvent(account, headers(id, slice.type(), ContentType.VKTEAMS_EVENT), value);
    }

    RawEvent chatInfo(String chatId, byte[] answer) {
        return ofChat(
                chatId,
                "chat-info:" + chatId,
                BotCall.CHAT_INFO,
                ContentType.VKTEAMS_CHAT_INFO,
                answer);
    }

    /// @param page from 1; the first page's id does not say it
    RawEvent chatMembers(String chatId, int page, byte[] answer) {
        return ofChat(
                chatId,
                "chat-members:" + chatId + (page == 1 ? "" : ":" + page),
                BotCall.CHAT_MEMBERS,
                ContentType.VKTEAMS_CHAT_MEMBERS,
                answer);
    }

    private RawEvent ofChat(
            String chatId, String id, BotCall call, ContentType contentType, byte[] answer) {
        Map<RawHeader, String> headers = headers(id, call.path(), contentType);
        headers.put(RawHeader.CHAT_ID, chatId);
        return new RawEvent(account, headers, answer);
    }

    private Map<RawHeader, String> headers(String id, String type, ContentType contentType) {
        Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
        headers.put(RawHeader.EVENT_ID, id);
        headers.put(RawHeader.EVENT_TYPE, type);
        headers.put(RawHeader.CONTENT_TYPE, contentType.value());
        headers.put(RawHeader.ORIGIN, Origin.LIVE.wireName());
        headers.put(
                RawHeader.RECEIVED_AT, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return headers;
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
