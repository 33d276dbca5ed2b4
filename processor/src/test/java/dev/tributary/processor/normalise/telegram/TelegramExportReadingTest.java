package dev.tributary.processor.normalise.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.processor.normalise.MalformedEvent;
import dev.tributary.processor.normalise.Told;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramExportReadingTest {

    @Test
    void an_exported_message_is_a_version() {
        String told =
                told("""
                {
                 "id": 17,
                 "type": "message",
                 "date": "2023-01-15T10:30:00",
                 "date_unixtime": "1673767800",
                 "edited": "2023-01-15T10:40:00",
                 "edited_unixtime": "1673768400",
                 "from": "Вера",
                 "from_id": "user777",
                 "reply_to_message_id": 16,
                 "forwarded_from": "Anna",
                 "text": ["See ", {"type": "link", "text": "example.com"}],
                 "text_entities": [
                  {"type": "plain", "text": "See "},
                  {"type": "link", "text": "example.com"}
                 ]
                }
                """)
                        .lines();

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"message","message":"17","sender":{"id":"777","displayName":"Вера"},"sentAt":"2023-01-15T07:30:00Z","editedAt":"2023-01-15T07:40:00Z","kind":"MESSAGE","text":"See example.com","replyTo":{"message":"16"},"forwardedFrom":"Anna","attachments":[],"chat":{"kind":"GROUP","title":"Hiking"}}\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"text\":\"plain\" | plain",
                "\"text\":\"\" | ~~",
                "\"text\":[\"a \",{\"type\":\"bold\",\"text\":\"b\"},\" c\"] | a b c",
                "\"text\":\"old\",\"text_entities\":[] | old",
                "\"text\":\"x\",\"text_entities\":[{\"type\":\"plain\",\"text\":\"whole\"}] |"
                        + " whole",
                "\"nothing\":1 | ~~"
            })
    void the_text_is_the_entities_or_the_text(String fields, String text) {
        assertThat(version(fields).text()).isEqualTo(text);
    }

    @Test
    void a_control_character_that_the_exporter_writes_as_no_json_is_read() {
        assertThat(version("\"text\":\"a\\x0Bb \\\\x41\"").text()).isEqualTo("a\u000Bb \\x41");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"from\":null,\"from_id\":\"user5\"', 5",
        "'\"from\":\"News\",\"from_id\":\"channel123\"', -1000000000123",
        "'\"from\":\"Old\",\"from_id\":4389402929', 94435633"
    })
    void a_sender_has_the_id_that_tdlib_gives_it(String fields, String id) {
        assertThat(version(fields).sender().id().value()).isEqualTo(id);
    }

    @Test
    void a_deleted_account_has_no_name() {
        assertThat(version("\"from\":null,\"from_id\":\"user5\"").sender().displayName()).isNull();
    }

    @Test
    void a_negative_id_is_legal() {
        String told =
                told("{\"id\":-999999123,\"type\":\"message\",\"date_unixtime\":\"1\",\"text\":\"\"}")
                        .lines();

        assertThat(told).contains("\"message\":\"-999999123\"");
    }

    @Test
    void an_old_export_is_read_in_the_zone_of_the_import() {
        MessageVersion version =
                first(
                        told("{\"id\":1,\"type\":\"message\",\"date\":\"2019-07-01T12:00:00\","
                                        + "\"edited\":\"1970-01-01T03:00:00\",\"text\":\"\"}")
                                .with(RawHeader.IMPORT_ZONE, "Europe/Moscow"));

        assertThat(version.sentAt()).isEqualTo(Instant.parse("2019-07-01T09:00:00Z"));
        assertThat(version.editedAt()).isNull();
    }

    @Test
    void an_old_edit_is_read_in_the_zone_of_the_import() {
        MessageVersion version =
                first(
                        told("{\"id\":1,\"type\":\"message\",\"date\":\"2019-07-01T12:00:00\","
                                        + "\"edited\":\"2019-07-01T12:05:00\",\"text\":\"\"}")
                                .with(RawHeader.IMPORT_ZONE, "Europe/Moscow"));

        assertThat(version.editedAt()).isEqualTo(Instant.parse("2019-07-01T09:05:00Z"));
    }

    @Test
    void an_old_export_without_a_zone_is_refused() {
        Told told =
                told(
                        "{\"id\":1,\"type\":\"message\",\"date\":\"2019-07-01T12:00:00\",\"text\":\"\"}");

        assertThatThrownBy(told::events)
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("import-zone is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "private_supergroup, 42, -1000000000042",
        "private_group, 42, -42",
        "personal_chat, 42, 42",
        "private_supergroup, -1000000000042, -1000000000042"
    })
    void a_chat_has_the_id_that_tdlib_gives_it(String type, String id, String chat) {
        Told told =
                told("{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1\"}")
                        .with(RawHeader.CHAT_TYPE, type)
                        .with(RawHeader.CHAT_ID, id);

        assertThat(told.events().getFirst().source().chat()).isEqualTo(new ChatId(chat));
    }

    @ParameterizedTest
    @CsvSource({"hologram, 42", "private_group, 0", "private_group, x"})
    void a_chat_that_telegram_cannot_have_is_refused(String type, String id) {
        Told told =
                told("{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1\"}")
                        .with(RawHeader.CHAT_TYPE, type)
                        .with(RawHeader.CHAT_ID, id);

        assertThatThrownBy(told::events).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void a_title_is_made_storable() {
        Told told =
                told("{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1\"}")
                        .with(RawHeader.CHAT_TITLE, "Hi\u0000king");

        assertThat(first(told).chat().title()).isEqualTo("Hi\uFFFDking");
    }

    @Test
    void a_reply_into_another_chat_names_it() {
        assertThat(version("\"reply_to_message_id\":5,\"reply_to_peer_id\":\"channel9\"").replyTo())
                .isEqualTo(new MessageTarget(new ChatId("-1000000000009"), new MessageId("5")));
    }

    @Test
    void a_reply_into_the_same_chat_names_none() {
        assertThat(
                        version("\"reply_to_message_id\":5,\"reply_to_peer_id\":\"channel42\"")
                                .replyTo())
                .isEqualTo(new MessageTarget(null, new MessageId("5")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "action":"invite_members","members":["Anna",null,"Boris"] | invite_members: Anna, ?, Boris
                    "action":"edit_group_title","title":"Peaks" | edit_group_title: Peaks
                    "action":"phone_call","duration_seconds":35,"discard_reason":"hangup" | phone_call: 35, hangup
                    "action":"topic_edit","new_title":"Food" | topic_edit: Food
                    "action":"take_screenshot" | take_screenshot
                    "action":"grow_wings","title":"high" | grow_wings: high
                    "information_text":"Anna joined by radio" | Anna joined by radio
                    """)
    void an_announcement_reads_as_its_action(String fields, String text) {
        MessageVersion version = first(service(fields));

        assertThat(version.kind()).isEqualTo(MessageKind.SERVICE);
        assertThat(version.sender().displayName()).isEqualTo("Vera");
        assertThat(version.text()).isEqualTo(text);
    }

    @Test
    void a_pin_is_announced_and_told() {
        assertThat(service("\"action\":\"pin_message\",\"message_id\":12").lines())
                .endsWith(
                        """
                        {"type":"pinned","message":"12","pinned":true,"at":"2023-01-15T07:30:00Z"}\
                        """);
    }

    @Test
    void a_join_is_announced_and_told() {
        assertThat(service("\"action\":\"join_group_by_link\",\"inviter\":\"Anna\"").lines())
                .endsWith(
                        """
                        {"type":"members","joined":true,"members":[{"id":"777","displayName":"Vera"}],"at":"2023-01-15T07:30:00Z"}\
                        """);
    }

    @Test
    void an_unsupported_message_tells_nothing() {
        assertThat(told("{\"id\":3,\"type\":\"unsupported\"}").events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"id":1,"type":"message","text":""} | date is missing
                    {"type":"message","date_unixtime":"1"} | id is missing
                    {"id":1,"date_unixtime":"1"} | type is missing
                    {"id":1,"type":"message","date_unixtime":"1","text":7} | text is neither
                    {"id":1,"type":"message","date_unixtime":"1","text":[7]} | text has an entity without text
                    {"id":1,"type":"message","date_unixtime":"1","from_id":"robot5"} | from_id is no peer
                    {"id":1,"type":"message","date_unixtime":"soon"} | date_unixtime is a string without seconds
                    """)
    void poison_is_refused_with_the_place(String value, String reason) {
        assertThatThrownBy(() -> told(value).events())
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(reason);
    }

    private static Told service(String fields) {
        return told(
                "{\"id\":3,\"type\":\"service\",\"date_unixtime\":\"1673767800\",\"actor\":\"Vera\","
                    + "\"actor_id\":\"user777\",\"text\":\"\",\"text_entities\":[],"
                        + fields
                        + "}");
    }

    private static MessageVersion version(String fields) {
        return first(
                told(
                        "{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1673767800\","
                                + fields
                                + "}"));
    }

    private static MessageVersion first(Told told) {
        return (MessageVersion) told.events().getFirst();
    }

    private static Told told(String value) {
        return Told.of("telegram:1", ContentType.TELEGRAM_EXPORT_MESSAGE, value)
                .with(RawHeader.CHAT_ID, "42")
                .with(RawHeader.CHAT_TYPE, "private_supergroup")
                .with(RawHeader.CHAT_TITLE, "Hiking");
    }
}
