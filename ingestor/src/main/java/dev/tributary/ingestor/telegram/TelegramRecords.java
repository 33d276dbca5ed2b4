package dev.tributary.ingestor.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.telegram.media.FileStore.Content;
import dev.tributary.ingestor.telegram.media.WantedFile;
import dev.tributary.ingestor.telegram.media.WantedFiles;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes raw events of what TDLib told.
final class TelegramRecords {

    /// Messages that were known and are no more: an observation of ours.
    static final String MISSING = "tributaryMissingMessages";

    private final AccountId account;
    private final Names names;
    private final Clock clock;

    TelegramRecords(AccountId account, Names names, Clock clock) {
        this.account = account;
        this.names = names;
        this.clock = clock;
    }

    RawEvent update(TdUpdate update, Origin origin) {
        JsonNode message = update.json().path("message");
        String id =
                update.type().equals("updateNewMessage")
                        ? "new:" + messageId(message)
                        : update.type() + ":" + clock.instant().toEpochMilli();
        return event(
                id,
                update.type(),
                ContentType.TDLIB_UPDATE,
                origin,
                update.json(),
                update.text(),
                null);
    }

    /// @param message of the history, or read again
    RawEvent message(JsonNode message, Origin origin) {
        String id = messageId(message) + ":" + message.path("edit_date").asLong(0);
        return event(
                id,
                "message",
                ContentType.TDLIB_MESSAGE,
                origin,
                message,
                message.toString(),
                null);
    }

    /// @param chat where the object does not name its chat
    RawEvent object(JsonNode object, String id, @Nullable Long chat, Origin origin) {
        String type = object.path("@type").asString("");
        return event(
                type + ":" + id,
                type,
                ContentType.TDLIB_OBJECT,
                origin,
                object,
                object.toString(),
                chat);
    }

    RawEvent missing(long chat, Collection<Long> ids) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        object.put("@type", MISSING).put("chat_id", chat);
        ids.forEach(object.putArray("message_ids")::add);
        return object(object, chat + "/" + ids.iterator().next(), null, Origin.LIVE);
    }

    /// Where the content of a file is, by the message in which it was found.
    RawEvent stored(WantedFile wanted, String uniqueId, Content content) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        object.put("@type", WantedFiles.STORED)
                .put("unique_id", uniqueId)
                .put("sha256", content.sha256())
                .put("size", content.size())
                .put("chat_id", wanted.chat())
                .put("message_id", wanted.message());
        return object(object, uniqueId, null, wanted.origin());
    }

    private static String messageId(JsonNode message) {
        return message.path("chat_id").asLong() + "/" + message.path("id").asLong();
    }

    private RawEvent event(
            String id,
            String type,
            ContentType contentType,
            Origin origin,
            JsonNode json,
            String text,
            @Nullable Long chat) {
        Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
        headers.put(RawHeader.EVENT_ID, id);
        headers.put(RawHeader.EVENT_TYPE, type);
        headers.put(RawHeader.CONTENT_TYPE, contentType.value());
        headers.put(RawHeader.ORIGIN, origin.wireName());
        headers.put(
                RawHeader.RECEIVED_AT, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        if (chat != null) {
            headers.put(RawHeader.CHAT_ID, Long.toString(chat));
        }
        String named = names.in(json);
        if (!named.isEmpty()) {
            headers.put(RawHeader.NAMES, named);
        }
        return new RawEvent(account, headers, text.getBytes(UTF_8));
    }
}
