package dev.tributary.processor.normalise.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.MessageKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.processor.normalise.MalformedEvent;
import dev.tributary.processor.normalise.Told;
import dev.tributary.processor.normalise.reading.UnknownKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TdlibReadingTest {

    private static final long ID = 17L << 20;
    private static final String SENDER =
            "\"sender_id\":{\"@type\":\"messageSenderUser\",\"user_id\":777}";
    private static final String HELLO =
            "{\"@type\":\"messageText\",\"text\":{\"@type\":\"formattedText\",\"text\":\"Hello\","
                    + "\"entities\":[]}}";

    @Test
    void a_new_message_is_a_version() {
        String told =
                update(
                                "updateNewMessage",
                                "\"message\":" + message("\"edit_date\":1673768400", HELLO))
                        .with(RawHeader.NAMES, "{\"777\":\"Вера\",\"-42\":\"Hiking\"}")
                        .lines();

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"message","message":"17","sender":{"id":"777","displayName":"Вера"},"sentAt":"2023-01-15T07:30:00Z","editedAt":"2023-01-15T07:40:00Z","kind":"MESSAGE","text":"Hello","attachments":[],"chat":{"kind":"GROUP","title":"Hiking"}}\
                        """);
    }

    @Test
    void a_message_without_names_has_ids() {
        MessageVersion version =
                version(
                        "\"forward_info\":{\"origin\":{\"@type\":\"messageOriginUser\",\"sender_user_id\":778}}",
                        HELLO);

        assertThat(version.sender().displayName()).isNull();
        assertThat(version.forwardedFrom()).isEqualTo("778");
        assertThat(version.editedAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"chat_id\":5', PRIVATE",
        "'\"chat_id\":-42', GROUP",
        "'\"chat_id\":-1000000000042', GROUP",
        "'\"chat_id\":-1000000000042,\"is_channel_post\":true', CHANNEL"
    })
    void the_kind_of_a_chat_shows_in_its_messages(String fields, ChatKind kind) {
        assertThat(version(fields, HELLO).chat().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"sending_state\":{\"@type\":\"messageSendingStatePending\"}",
                "\"scheduling_state\":{\"@type\":\"messageSchedulingStateSendWhenOnline\"}",
                "\"id\":17825793"
            })
    void what_no_server_has_yet_is_no_message(String fields) {
        assertThat(
                        Told.of("telegram:1", ContentType.TDLIB_MESSAGE, message(fields, HELLO))
                                .events())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"@type\":\"messageReplyToMessage\",\"chat_id\":-42,\"message_id\":12582912 | 12",
                "\"@type\":\"messageReplyToMessage\",\"chat_id\":0,\"message_id\":0 |",
                "\"@type\":\"messageReplyToStory\",\"story_poster_chat_id\":5,\"story_id\":3 |"
            })
    void a_reply_points_at_the_message(String reply, String message) {
        MessageVersion version = version("\"reply_to\":{" + reply + "}", HELLO);

        assertThat(version.replyTo())
                .isEqualTo(
                        message == null ? null : new MessageTarget(null, new MessageId(message)));
    }

    @Test
    void a_reply_into_another_chat_names_it() {
        MessageVersion version =
                version(
                        "\"reply_to\":{\"@type\":\"messageReplyToMessage\",\"chat_id\":-1000000000009,"
                            + "\"message_id\":5242880,\"origin\":{\"@type\":\"messageOriginChannel\"}}",
                        HELLO);

        assertThat(version.replyTo())
                .isEqualTo(new MessageTarget(new ChatId("-1000000000009"), new MessageId("5")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"@type\":\"messageTopicForum\",\"forum_topic_id\":12 | 12",
                "\"@type\":\"messageTopicForum\",\"forum_topic_id\":1 |",
                "\"@type\":\"messageTopicForum\",\"forum_topic_id\":17 |",
                "\"@type\":\"messageTopicThread\",\"message_thread_id\":12582912 | 12",
                "\"@type\":\"messageTopicSavedMessages\",\"saved_messages_topic_id\":12 |"
            })
    void a_topic_is_named_by_the_message_that_began_it(String topic, String root) {
        MessageVersion version = version("\"topic_id\":{" + topic + "}", HELLO);

        assertThat(version.thread())
                .isEqualTo(root == null ? null : new MessageTarget(null, new MessageId(root)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "@type":"messageChatAddMembers","member_user_ids":[778,779] | invite_members: Boris, 779
                    "@type":"messageBasicGroupChatCreate","title":"Hut","member_user_ids":[778] | create_group: Boris, Hut
                    "@type":"messageChatDeleteMember","user_id":778 | remove_members: Boris
                    "@type":"messageChatDeletePhoto" | delete_group_photo
                    "@type":"messageCall","duration":35,"discard_reason":{"@type":"callDiscardReasonHungUp"} | phone_call: 35, hangup
                    "@type":"messageCall","duration":0,"discard_reason":{"@type":"callDiscardReasonMissed"} | phone_call: missed
                    "@type":"messageForumTopicEdited","name":"Food" | topic_edit: Food
                    "@type":"messageForumTopicEdited","name":"" | topic_edit
                    "@type":"messageChatSetTheme","theme":{"@type":"chatThemeEmoji","name":"🏔"} | edit_chat_theme: 🏔
                    "@type":"messageChatSetBackground","old_background_message_id":5 | set_same_chat_wallpaper
                    "@type":"messagePaymentSuccessful","total_amount":500,"currency":"EUR" | send_payment: 500, EUR
                    "@type":"messageProximityAlertTriggered","watcher_id":{"@type":"messageSenderUser","user_id":778},"distance":50 | proximity_reached: Boris, 50
                    "@type":"messageBotWriteAccessAllowed","reason":{"@type":"botWriteAccessAllowReasonConnectedWebsite","domain_name":"example.com"} | allow_sending_messages: example.com
                    "@type":"messageBotWriteAccessAllowed","reason":{"@type":"botWriteAccessAllowReasonAcceptedRequest"} | web_app_bot_allowed
                    "@type":"messageCustomServiceAction","text":"Anna joined by radio" | Anna joined by radio
                    "@type":"messageUpgradedGift" | upgraded_gift
                    """)
    void an_announcement_reads_as_in_an_export(String content, String text) {
        MessageVersion version =
                (MessageVersion)
                        message(
                                Told.of(
                                                "telegram:1",
                                                ContentType.TDLIB_MESSAGE,
                                                message("\"x\":0", "{" + content + "}"))
                                        .with(RawHeader.NAMES, "{\"778\":\"Boris\"}"));

        assertThat(version.kind()).isEqualTo(MessageKind.SERVICE);
        assertThat(version.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "@type":"messageChatAddMembers","member_user_ids":[778] | "joined":true,"members":[{"id":"778"}],"by":"777"
                    "@type":"messageChatAddMembers","member_user_ids":[777] | "joined":true,"members":[{"id":"777"}],"at"
                    "@type":"messageChatJoinByLink" | "joined":true,"members":[{"id":"777"}],"at"
                    "@type":"messageChatDeleteMember","user_id":778 | "joined":false,"members":[{"id":"778"}],"by":"777"
                    "@type":"messageChatDeleteMember","user_id":777 | "joined":false,"members":[{"id":"777"}],"at"
                    """)
    void who_comes_and_goes_is_told(String content, String members) {
        assertThat(
                        Told.of(
                                        "telegram:1",
                                        ContentType.TDLIB_MESSAGE,
                                        message("\"x\":0", "{" + content + "}"))
                                .lines())
                .contains("{\"type\":\"members\"," + members)
                .contains("\"at\":\"2023-01-15T07:30:00Z\"");
    }

    @Test
    void a_pin_is_announced_and_told() {
        String told =
                Told.of(
                                "telegram:1",
                                ContentType.TDLIB_MESSAGE,
                                message(
                                        "\"x\":0",
                                        "{\"@type\":\"messagePinMessage\",\"message_id\":12582912}"))
                        .lines();

        assertThat(told)
                .contains("\"text\":\"pin_message\"")
                .endsWith(
                        """
                        {"type":"pinned","message":"12","pinned":true,"at":"2023-01-15T07:30:00Z"}\
                        """);
    }

    @Test
    void a_message_that_is_pinned_says_so() {
        assertThat(
                        Told.of(
                                        "telegram:1",
                                        ContentType.TDLIB_MESSAGE,
                                        message("\"is_pinned\":true", HELLO))
                                .lines())
                .endsWith(
                        """
                        {"type":"pinned","message":"17","pinned":true,"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void a_pin_and_its_end_are_told(String pinned) {
        assertThat(
                        update(
                                        "updateMessageIsPinned",
                                        "\"chat_id\":-42,\"message_id\":17825792,\"is_pinned\":"
                                                + pinned)
                                .lines())
                .isEqualTo(
                        "{\"type\":\"pinned\",\"message\":\"17\",\"pinned\":"
                                + pinned
                                + ",\"at\":\"2024-05-01T12:00:00.123Z\"}");
    }

    @Test
    void a_deletion_names_each_message() {
        String told =
                update(
                                "updateDeleteMessages",
                                "\"chat_id\":-42,\"message_ids\":[17825792,17825793,18874368],"
                                        + "\"is_permanent\":true,\"from_cache\":false")
                        .lines();

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"deleted","message":"17","deletedAt":"2024-05-01T12:00:00.123Z"}
                        {"type":"deleted","message":"18","deletedAt":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true", "false, true"})
    void what_only_left_the_clients_memory_is_not_deleted(String permanent, String fromCache) {
        assertThat(
                        update(
                                        "updateDeleteMessages",
                                        "\"chat_id\":-42,\"message_ids\":[17825792],\"is_permanent\":"
                                                + permanent
                                                + ",\"from_cache\":"
                                                + fromCache)
                                .events())
                .isEmpty();
    }

    @Test
    void messages_that_a_sweep_missed_are_deleted() {
        assertThat(
                        object(
                                        "tributaryMissingMessages",
                                        "\"chat_id\":-42,\"message_ids\":[17825792]")
                                .lines())
                .isEqualTo(
                        """
                        {"type":"deleted","message":"17","deletedAt":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_file_that_was_fetched_has_its_content_under_its_hash() {
        String sha256 = "0a".repeat(32);

        assertThat(object("tributaryStoredFile", stored(sha256)).lines())
                .isEqualTo(
                        """
                        {"type":"file","fileId":"AgADx","sha256":"%s","size":7,\
                        "at":"2024-05-01T12:00:00.123Z"}\
                        """
                                .formatted(sha256));
    }

    @Test
    void a_hash_that_is_none_names_no_file() {
        assertThatThrownBy(() -> object("tributaryStoredFile", stored("../etc")).events())
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("sha256 is no SHA-256 in hexadecimal");
    }

    private static String stored(String sha256) {
        return "\"unique_id\":\"AgADx\",\"sha256\":\"%s\",\"size\":7,\"chat_id\":-42,\"message_id\":%d"
                .formatted(sha256, ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"id\":5,\"type\":{\"@type\":\"chatTypePrivate\",\"user_id\":5} | PRIVATE",
                "\"id\":-42,\"type\":{\"@type\":\"chatTypeBasicGroup\",\"basic_group_id\":42} |"
                        + " GROUP",
                "\"id\":-1000000000042,\"type\":{\"@type\":\"chatTypeSupergroup\",\"is_channel\":true}"
                    + " | CHANNEL"
            })
    void a_chat_has_a_kind_and_a_title(String fields, String kind) {
        String chat = "{\"@type\":\"chat\"," + fields + ",\"title\":\"Hiking\"}";
        String expected =
                "{\"type\":\"chat\",\"chat\":{\"kind\":\""
                        + kind
                        + "\",\"title\":\"Hiking\"},\"at\":\"2024-05-01T12:00:00.123Z\"}";

        assertThat(update("updateNewChat", "\"chat\":" + chat).lines()).isEqualTo(expected);
        assertThat(Told.of("telegram:1", ContentType.TDLIB_OBJECT, chat).lines())
                .isEqualTo(expected);
    }

    @Test
    void a_chat_has_a_new_title() {
        assertThat(update("updateChatTitle", "\"chat_id\":-42,\"title\":\"Peaks\"").lines())
                .isEqualTo(
                        """
                        {"type":"chat","chat":{"title":"Peaks"},"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_user_has_a_name_a_handle_and_may_be_a_contact() {
        assertThat(
                        update(
                                        "updateUser",
                                        "\"user\":{\"@type\":\"user\",\"id\":777,\"first_name\":\"Anna\","
                                            + "\"last_name\":\"Petrova\",\"usernames\":{\"@type\":\"usernames\","
                                            + "\"active_usernames\":[\"anna\",\"ann\"]},\"is_contact\":true}")
                                .lines())
                .isEqualTo(
                        """
                        {"type":"user","user":{"id":"777","displayName":"Anna Petrova","handle":"anna"},"contact":true,"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void members_came_when_and_by_whom_the_list_says() {
        String member =
                "{\"@type\":\"chatMember\",\"member_id\":{\"@type\":\"messageSenderUser\",\"user_id\":%d},"
                    + "\"inviter_user_id\":%d,\"joined_chat_date\":%d,\"status\":{\"@type\":\"chatMemberStatus%s\"}}";

        String told =
                object(
                                "chatMembers",
                                "\"members\":["
                                        + member.formatted(1, 9, 1673767800, "Member")
                                        + ","
                                        + member.formatted(2, 9, 1673767800, "Administrator")
                                        + ","
                                        + member.formatted(3, 0, 0, "Member")
                                        + ","
                                        + member.formatted(4, 9, 1673767800, "Banned")
                                        + "]")
                        .with(RawHeader.CHAT_ID, "-1000000000042")
                        .lines();

        assertThat(told)
                .isEqualTo(
                        """
                        {"type":"members","joined":true,"members":[{"id":"1"},{"id":"2"}],"by":"9","at":"2023-01-15T07:30:00Z"}
                        {"type":"members","joined":true,"members":[{"id":"3"}],"at":"2024-05-01T12:00:00.123Z"}
                        {"type":"members","joined":false,"members":[{"id":"4"}],"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_group_names_its_chat_by_its_own_id() {
        Told told =
                update(
                        "updateBasicGroupFullInfo",
                        "\"basic_group_id\":42,\"basic_group_full_info\":{\"members\":[{\"member_id\":"
                            + "{\"@type\":\"messageSenderUser\",\"user_id\":1},\"status\":{\"@type\":"
                            + "\"chatMemberStatusMember\"}}]}");

        assertThat(told.events().getFirst().source().chat()).isEqualTo(new ChatId("-42"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"@type\":\"chatMemberStatusMember\" | true",
                "\"@type\":\"chatMemberStatusRestricted\",\"is_member\":false | false",
                "\"@type\":\"chatMemberStatusLeft\" | false"
            })
    void whether_the_account_is_in_a_group_is_told(String status, String joined) {
        Told told =
                update(
                        "updateSupergroup",
                        "\"supergroup\":{\"@type\":\"supergroup\",\"id\":42,\"status\":{"
                                + status
                                + "}}");

        assertThat(told.lines())
                .isEqualTo(
                        "{\"type\":\"members\",\"joined\":"
                                + joined
                                + ",\"members\":[{\"id\":\"1\"}],\"at\":\"2024-05-01T12:00:00.123Z\"}");
        assertThat(told.events().getFirst().source().chat())
                .isEqualTo(new ChatId("-1000000000042"));
    }

    @Test
    void a_supergroup_says_since_when_the_account_is_in_it() {
        Told told =
                update(
                        "updateSupergroup",
                        "\"supergroup\":{\"id\":42,\"date\":1673767800,"
                                + "\"status\":{\"@type\":\"chatMemberStatusMember\"}}");

        assertThat(told.lines()).contains("\"at\":\"2023-01-15T07:30:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "updateMessageContent",
                "updateMessageEdited",
                "updateMessageInteractionInfo",
                "updateUserStatus",
                "updateChatLastMessage",
                "updateOption"
            })
    void what_the_archive_does_not_keep_is_passed_over(String type) {
        assertThat(update(type, "\"x\":1").events()).isEmpty();
    }

    @Test
    void what_nobody_has_heard_of_is_told_apart() {
        assertThatThrownBy(() -> update("updateHologram", "\"x\":1").events())
                .isInstanceOfSatisfying(
                        UnknownKind.class,
                        unknown -> assertThat(unknown.kind()).isEqualTo("updateHologram"));
        assertThatThrownBy(() -> object("hologram", "\"x\":1").events())
                .isInstanceOf(UnknownKind.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    not json | the value is not JSON
                    {} | @type is missing
                    {"@type":"updateNewMessage"} | message is missing
                    {"@type":"updateNewMessage","message":{"id":"x"}} | message.id is no message id
                    {"@type":"updateNewMessage","message":{"id":17825792}} | message.content is missing
                    {"@type":"updateNewMessage","message":{"id":17825792,"chat_id":5,"content":{"@type":"messageText"}}} | message.date is missing
                    {"@type":"updateDeleteMessages","chat_id":5,"is_permanent":true} | message_ids is missing
                    {"@type":"updateSupergroup","supergroup":{"id":-1}} | supergroup.id is missing or no positive id
                    {"@type":"updateUser","user":{}} | user.id is missing
                    """)
    void poison_is_refused_with_the_place(String value, String reason) {
        assertThatThrownBy(() -> Told.of("telegram:1", ContentType.TDLIB_UPDATE, value).events())
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_header_of_names_that_is_none_is_refused() {
        Told told =
                Told.of("telegram:1", ContentType.TDLIB_MESSAGE, message("\"x\":0", HELLO))
                        .with(RawHeader.NAMES, "[]");

        assertThatThrownBy(told::events)
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("the header names");
    }

    private static MessageVersion version(String fields, String content) {
        return (MessageVersion)
                message(Told.of("telegram:1", ContentType.TDLIB_MESSAGE, message(fields, content)));
    }

    private static Object message(Told told) {
        return told.events().getFirst();
    }

    /// The last of two equal fields counts.
    private static String message(String fields, String content) {
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

    private static Told update(String type, String fields) {
        return Told.of(
                "telegram:1",
                ContentType.TDLIB_UPDATE,
                "{\"@type\":\"" + type + "\"," + fields + "}");
    }

    private static Told object(String type, String fields) {
        return Told.of(
                "telegram:1",
                ContentType.TDLIB_OBJECT,
                "{\"@type\":\"" + type + "\"," + fields + "}");
    }
}
