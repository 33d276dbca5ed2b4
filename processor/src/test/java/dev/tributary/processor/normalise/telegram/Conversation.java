package dev.tributary.processor.normalise.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.processor.normalise.Normalisers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One conversation in a supergroup as an export and as TDLib write it, message for message: the
/// resources `telegram/meeting-*`.
final class Conversation {

    static final String CHAT = "-1000000000042";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String ACCOUNT = "telegram:777";
    private static final String NAMES =
            """
            {"777":"Anna Petrova","778":"Boris","-1000000009000":"News","-1000000000042":"Peaks"}
            """;
    private static final String USER =
            """
            {"@type":"updateUser","user":{"@type":"user","id":%d,"first_name":"%s","last_name":"%s",
             "phone_number":"","status":{"@type":"userStatusRecently"},"is_contact":true,
             "type":{"@type":"userTypeRegular"}}}
            """;
    private static final String CHAT_UPDATE =
            """
            {"@type":"updateNewChat","chat":{"@type":"chat","id":-1000000000042,
             "type":{"@type":"chatTypeSupergroup","supergroup_id":42,"is_channel":false},
             "title":"Peaks","positions":[]}}
            """;

    private Conversation() {}

    static List<ChatEvent> exported() {
        JsonNode chat = MAPPER.readTree(resource("telegram/meeting-export.json"));
        List<ChatEvent> events = new ArrayList<>();
        for (JsonNode message : chat.path("messages")) {
            Map<RawHeader, String> headers = headers(Origin.IMPORT);
            headers.put(RawHeader.CONTENT_TYPE, ContentType.TELEGRAM_EXPORT_MESSAGE.value());
            headers.put(RawHeader.CHAT_ID, chat.path("id").asString());
            headers.put(RawHeader.CHAT_TYPE, chat.path("type").asString());
            headers.put(RawHeader.CHAT_TITLE, chat.path("name").asString());
            events.addAll(normalised(headers, message.toString(), events.size()));
        }
        return events;
    }

    /// As it would have come while it happened.
    static List<ChatEvent> live() {
        List<ChatEvent> events = new ArrayList<>();
        for (String message : messages()) {
            events.addAll(
                    update(
                            "{\"@type\":\"updateNewMessage\",\"message\":" + message + "}",
                            events.size()));
        }
        for (String update :
                List.of(
                        CHAT_UPDATE,
                        USER.formatted(777, "Anna", "Petrova"),
                        USER.formatted(778, "Boris", ""))) {
            events.addAll(update(update, events.size()));
        }
        return events;
    }

    /// As the history has it.
    static List<ChatEvent> history() {
        List<ChatEvent> events = new ArrayList<>();
        for (String message : messages()) {
            Map<RawHeader, String> headers = headers(Origin.BACKFILL);
            headers.put(RawHeader.CONTENT_TYPE, ContentType.TDLIB_MESSAGE.value());
            headers.put(RawHeader.NAMES, NAMES);
            events.addAll(normalised(headers, message, events.size()));
        }
        return events;
    }

    static List<String> messages() {
        return resource("telegram/meeting-tdlib.jsonl").lines().toList();
    }

    private static List<ChatEvent> update(String value, int offset) {
        Map<RawHeader, String> headers = headers(Origin.LIVE);
        headers.put(RawHeader.CONTENT_TYPE, ContentType.TDLIB_UPDATE.value());
        headers.put(RawHeader.NAMES, NAMES);
        return normalised(headers, value, offset);
    }

    private static Map<RawHeader, String> headers(Origin origin) {
        Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
        headers.put(RawHeader.EVENT_ID, "1");
        headers.put(RawHeader.EVENT_TYPE, "test");
        headers.put(RawHeader.ORIGIN, origin.wireName());
        headers.put(RawHeader.RECEIVED_AT, "2024-05-01T12:00:00.123Z");
        return headers;
    }

    private static List<ChatEvent> normalised(
            Map<RawHeader, String> headers, String value, int offset) {
        Origin origin = Origin.of(Objects.requireNonNull(headers.get(RawHeader.ORIGIN)));
        return new Normalisers()
                .normalise(
                        new RawEvent(AccountId.parse(ACCOUNT), headers, value.getBytes(UTF_8)),
                        new RawPosition(
                                "tributary.raw.telegram" + origin.lane().topicSuffix(), 3, offset));
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(
                        Conversation.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
