package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.processor.normalise.Told;

/// Records as the account telegram:1 would have them of TDLib.
final class Tdlib {

    static final long ID = 17L << 20;
    static final String HELLO =
            "{\"@type\":\"messageText\",\"text\":{\"@type\":\"formattedText\",\"text\":\"Hello\","
                    + "\"entities\":[]}}";

    private static final String ACCOUNT = "telegram:1";
    private static final String SENDER =
            "\"sender_id\":{\"@type\":\"messageSenderUser\",\"user_id\":777}";

    private Tdlib() {}

    /// Message 17 of a group by a person; the last of two equal fields counts.
    static String json(String fields, String content) {
        return "{\"@type\":\"message\",\"id\":"
                + ID
                + ","
                + SENDER
                + ",\"chat_id\":-42,\"date\":1673767800,\"edit_date\":0,"
                + fields
                + ",\"content\":"
                + content
                + "}";
    }

    static Told message(String fields, String content) {
        return Told.of(ACCOUNT, ContentType.TDLIB_MESSAGE, json(fields, content));
    }

    static MessageVersion version(String fields, String content) {
        return versionOf(message(fields, content));
    }

    static MessageVersion versionOf(Told message) {
        return (MessageVersion) message.events().getFirst();
    }

    static Told update(String type, String fields) {
        return Told.of(
                ACCOUNT, ContentType.TDLIB_UPDATE, "{\"@type\":\"" + type + "\"," + fields + "}");
    }

    static Told object(String type, String fields) {
        return Told.of(
                ACCOUNT, ContentType.TDLIB_OBJECT, "{\"@type\":\"" + type + "\"," + fields + "}");
    }
}
