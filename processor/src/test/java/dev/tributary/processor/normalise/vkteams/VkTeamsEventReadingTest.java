package dev.tributary.processor.normalise.vkteams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.EventSource;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.processor.normalise.MalformedEvent;
import dev.tributary.processor.normalise.Told;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VkTeamsEventReadingTest {

    private static final String CHAT =
            "\"chat\":{\"chatId\":\"681869378@chat.agent\",\"type\":\"group\",\"title\":\"Hiking\"}";
    private static final String ANNA =
            "\"from\":{\"userId\":\"anna@example.com\",\"firstName\":\"Anna\",\"lastName\":\"Petrova\"}";

    @Test
    void a_new_message_is_a_first_version() {
        String told =
                event(
                        "newMessage",
                        CHAT
                                + ","
                                + ANNA
                                + ",\"msgId\":\"6752739791872002222\",\"timestamp\":1546290000,"
                                + "\"text\":\"Hello!\"");

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"message","message":"6752739791872002222","sender":{"id":"anna@example.com","displayName":"Anna Petrova"},"sentAt":"2018-12-31T21:00:00Z","kind":"MESSAGE","text":"Hello!","attachments":[],"chat":{"kind":"GROUP","title":"Hiking"}}\
                        """);
    }

    @Test
    void an_event_knows_its_record() {
        var version =
                (MessageVersion)
                        told("newMessage", CHAT + ",\"msgId\":\"1\",\"timestamp\":1")
                                .events()
                                .getFirst();

        assertThat(version.source())
                .isEqualTo(
                        new EventSource(
                                AccountId.parse("vkteams:1000003205"),
                                new ChatId("681869378@chat.agent"),
                                Origin.LIVE,
                                Instant.parse(Told.RECEIVED_AT),
                                Told.POSITION));
    }

    @Test
    void a_message_without_text_has_empty_text() {
        assertThat(version("\"parts\":[{\"type\":\"sticker\",\"payload\":{\"fileId\":\"S1\"}}]"))
                .satisfies(v -> assertThat(v.text()).isEmpty())
                .satisfies(v -> assertThat(v.attachments().getFirst().kind()).isEqualTo("sticker"));
    }

    @Test
    void a_numeric_message_id_keeps_its_digits() {
        String told =
                event(
                        "newMessage",
                        CHAT + ",\"msgId\":6752739791872002223,\"timestamp\":1546290000");

        assertThat(told).contains("\"message\":\"6752739791872002223\"");
    }

    @Test
    void a_private_chat_is_called_by_the_other_side() {
        String told =
                event(
                        "newMessage",
                        "\"chat\":{\"chatId\":\"anna@example.com\",\"type\":\"private\"},"
                                + ANNA
                                + ",\"msgId\":\"1\",\"timestamp\":1546290000,\"text\":\"psst\"");

        assertThat(told).contains("\"chat\":{\"kind\":\"PRIVATE\",\"title\":\"Anna Petrova\"}");
    }

    @Test
    void an_edit_is_ranked_by_its_own_time() {
        String told =
                event(
                        "editedMessage",
                        CHAT
                                + ",\"msgId\":\"5\",\"timestamp\":1546290000,"
                                + "\"editedTimestamp\":1546290099,\"text\":\"Hello, all!\"");

        assertThat(told)
                .contains("\"sentAt\":\"2018-12-31T21:00:00Z\"")
                .contains("\"editedAt\":\"2018-12-31T21:01:39Z\"");
    }

    @Test
    void an_edit_without_a_time_happened_when_it_was_received() {
        String told = event("editedMessage", CHAT + ",\"msgId\":\"5\",\"timestamp\":1546290000");

        assertThat(told).contains("\"editedAt\":\"" + Told.RECEIVED_AT + "\"");
    }

    @Test
    void a_deletion_happened_when_it_was_received() {
        String told = event("deletedMessage", CHAT + ",\"msgId\":\"5\",\"timestamp\":1546290000");

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"deleted","message":"5","deletedAt":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_pin_is_no_version_because_its_user_is_not_the_author() {
        String told =
                event(
                        "pinnedMessage",
                        CHAT
                                + ","
                                + ANNA
                                + ",\"msgId\":\"5\",\"timestamp\":1,\"text\":\"Read me\"");

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"pinned","message":"5","pinned":true,"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void an_unpin_is_told() {
        assertThat(event("unpinnedMessage", CHAT + ",\"msgId\":\"5\",\"timestamp\":1"))
                .contains("\"pinned\":false");
    }

    @Test
    void new_members_are_told_with_who_added_them_and_the_chat() {
        String told =
                event(
                        "newChatMembers",
                        CHAT
                                + ",\"newMembers\":[{\"userId\":\"b@example.com\",\"firstName\":\"Boris\"},"
                                + "{\"userId\":\"1000003205\",\"firstName\":\"Bot\",\"nick\":\"helper\"}],"
                                + "\"addedBy\":{\"userId\":\"anna@example.com\"}");

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"members","joined":true,"members":[{"id":"b@example.com","displayName":"Boris"},{"id":"1000003205","displayName":"Bot","handle":"helper"}],"by":"anna@example.com","at":"2024-05-01T12:00:00.123Z"}
                        {"type":"chat","chat":{"kind":"GROUP","title":"Hiking"},"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void members_who_left_by_themselves_were_removed_by_nobody() {
        String told =
                event(
                        "leftChatMembers",
                        "\"chat\":{\"chatId\":\"7@chat.agent\"},"
                                + "\"leftMembers\":[{\"userId\":\"b@example.com\"}]");

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"members","joined":false,"members":[{"id":"b@example.com"}],"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"title\":\"Peaks\" | Peaks",
                "\"newTitle\":\"Peaks\" | Peaks",
                "\"newAbout\":\"x\" | Hiking"
            })
    void a_changed_chat_has_the_title_that_the_event_tells(String field, String title) {
        assertThat(event("changedChatInfo", CHAT + "," + field))
                .isEqualTo(
                        "{\"type\":\"chat\",\"chat\":{\"kind\":\"GROUP\",\"title\":\""
                                + title
                                + "\"},\"at\":\"2024-05-01T12:00:00.123Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"callbackQuery", "somethingNew"})
    void what_is_no_message_tells_nothing(String type) {
        assertThat(told(type, "\"queryId\":\"SVR:1\"").events()).isEmpty();
    }

    @Test
    void a_file_has_its_kind_and_its_caption_is_text() {
        MessageVersion version =
                version(
                        "\"text\":\"Look\",\"parts\":[{\"type\":\"file\",\"payload\":{\"fileId\":\"F1\",\"type\":\"image\",\"caption\":\"Last"
                            + " weekend\"}},{\"type\":\"file\",\"payload\":{\"fileId\":\"F2\"}},"
                            + "{\"type\":\"voice\",\"payload\":{\"fileId\":\"V1\"}}]");

        assertThat(version.text()).isEqualTo("Look\nLast weekend");
        assertThat(version.attachments())
                .extracting(attachment -> attachment.kind() + " " + attachment.fileId())
                .containsExactly("photo F1", "file F2", "voice V1");
    }

    @Test
    void a_mention_reads_as_the_name() {
        MessageVersion version =
                version(
                        "\"text\":\"@[b@example.com] and @[c@example.com]\",\"parts\":["
                            + "{\"type\":\"mention\",\"payload\":{\"userId\":\"b@example.com\","
                            + "\"firstName\":\"Boris\",\"lastName\":\"Orlov\"}},"
                            + "{\"type\":\"mention\",\"payload\":{\"userId\":\"c@example.com\"}}]");

        assertThat(version.text()).isEqualTo("@Boris Orlov and @[c@example.com]");
    }

    @Test
    void a_reply_points_at_the_first_quoted_message() {
        MessageVersion version =
                version(
                        "\"text\":\"Yes\",\"parts\":["
                            + "{\"type\":\"reply\",\"payload\":{\"message\":{\"msgId\":\"12\",\"text\":\"?\"}}},"
                            + "{\"type\":\"reply\",\"payload\":{\"message\":{\"msgId\":\"13\"}}}]");

        assertThat(version.replyTo().message().value()).isEqualTo("12");
        assertThat(version.replyTo().chat()).isNull();
        assertThat(version.text()).isEqualTo("Yes");
    }

    @Test
    void a_reply_into_another_chat_names_it() {
        MessageVersion version =
                version(
                        "\"parts\":[{\"type\":\"reply\",\"payload\":{\"message\":{\"msgId\":\"12\","
                                + "\"chat\":{\"chatId\":\"9@chat.agent\"}}}}]");

        assertThat(version.replyTo().chat()).isEqualTo(new ChatId("9@chat.agent"));
    }

    @Test
    void a_bare_forward_has_the_text_of_the_original() {
        MessageVersion version =
                version(
                        "\"parts\":[{\"type\":\"forward\",\"payload\":{\"message\":{\"msgId\":\"12\","
                            + "\"from\":{\"userId\":\"b@example.com\",\"firstName\":\"Boris\"},\"text\":\"The"
                            + " pass is open\",\"parts\":[{\"type\":\"file\","
                            + "\"payload\":{\"fileId\":\"F9\",\"type\":\"video\"}}]}}}]");

        assertThat(version.text()).isEqualTo("The pass is open");
        assertThat(version.forwardedFrom()).isEqualTo("Boris");
        assertThat(version.attachments().getFirst().kind()).isEqualTo("video");
    }

    @Test
    void a_commented_forward_marks_the_lines_that_are_not_the_senders() {
        MessageVersion version =
                version(
                        "\"text\":\"At"
                            + " last\",\"parts\":[{\"type\":\"forward\",\"payload\":{\"message\":{\"msgId\":\"12\",\"text\":\"The"
                            + " pass\\nis open\"}}}]");

        assertThat(version.text()).isEqualTo("At last\n\n> The pass\n> is open");
        assertThat(version.forwardedFrom()).isNull();
    }

    @Test
    void buttons_and_unknown_parts_say_nothing() {
        MessageVersion version =
                version(
                        "\"text\":\"Choose\",\"parts\":[{\"type\":\"inlineKeyboardMarkup\",\"payload\":"
                            + "[[{\"text\":\"Yes\",\"callbackData\":\"y\"}]]},"
                            + "{\"type\":\"hologram\",\"payload\":7},{\"type\":\"file\"},5]");

        assertThat(version.text()).isEqualTo("Choose");
        assertThat(version.attachments()).isEmpty();
    }

    @Test
    void a_message_in_a_thread_names_the_parent() {
        MessageVersion version =
                version(
                        "\"parent_topic\":{\"chatId\":\"9@chat.agent\",\"messageId\":6752739791872002222,"
                            + "\"type\":\"thread\"}");

        assertThat(version.thread().chat()).isEqualTo(new ChatId("9@chat.agent"));
        assertThat(version.thread().message().value()).isEqualTo("6752739791872002222");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~~ | the value is empty
                    not json | the value is not JSON
                    <html>502</html> | the value is not JSON
                    [] | the value is an array, not an object
                    {} | type is missing
                    {"type":"newMessage"} | payload is missing
                    {"type":"newMessage","payload":[]} | payload is an array, not an object
                    {"type":"newMessage","payload":{"msgId":"1","timestamp":1}} | payload.chat is missing
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"timestamp":1}} | payload.msgId is missing
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":"","timestamp":1}} | payload.msgId is empty
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":1.5,"timestamp":1}} | payload.msgId is a number
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":"1"}} | payload.timestamp is missing
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":"1","timestamp":1e99}} | payload.timestamp is outside
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":"1","timestamp":"soon"}} | payload.timestamp is a string
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":"1","timestamp":1,"text":{}}} | payload.text is an object, not a string
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":"1","timestamp":1,"from":{}}} | payload.from.userId is missing
                    {"type":"newMessage","payload":{"chat":{"chatId":["c"]},"msgId":"1","timestamp":1}} | payload.chat.chatId is an array
                    {"type":"newMessage","payload":{"chat":{"chatId":"c"},"msgId":"1","timestamp":1,"parts":{}}} | payload.parts is an object, not an array
                    {"type":"deletedMessage","payload":{"chat":{"chatId":"c"}}} | payload.msgId is missing
                    """)
    void poison_is_refused_with_the_place(String value, String reason) {
        assertThatThrownBy(() -> Told.of("vkteams:1", ContentType.VKTEAMS_EVENT, value).events())
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(reason);
    }

    private static MessageVersion version(String fields) {
        String rest = CHAT + "," + ANNA + ",\"msgId\":\"1\",\"timestamp\":1546290000," + fields;
        return (MessageVersion) told("newMessage", rest).events().getFirst();
    }

    private static String event(String type, String payload) {
        return told(type, payload).lines();
    }

    private static Told told(String type, String payload) {
        return Told.of(
                "vkteams:1000003205",
                ContentType.VKTEAMS_EVENT,
                "{\"eventId\":7,\"type\":\"" + type + "\",\"payload\":{" + payload + "}}");
    }
}
