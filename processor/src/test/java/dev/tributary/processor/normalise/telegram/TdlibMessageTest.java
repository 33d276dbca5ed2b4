package dev.tributary.processor.normalise.telegram;

import static dev.tributary.processor.normalise.telegram.Tdlib.HELLO;
import static dev.tributary.processor.normalise.telegram.Tdlib.json;
import static dev.tributary.processor.normalise.telegram.Tdlib.message;
import static dev.tributary.processor.normalise.telegram.Tdlib.update;
import static dev.tributary.processor.normalise.telegram.Tdlib.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.raw.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdlibMessageTest {

    @Test
    void a_new_message_is_a_version() {
        String told =
                update("updateNewMessage", "\"message\":" + json("\"edit_date\":1673768400", HELLO))
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
        assertThat(message(fields, HELLO).events()).isEmpty();
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

    @Test
    void a_message_that_is_pinned_says_so() {
        assertThat(message("\"is_pinned\":true", HELLO).lines())
                .endsWith(
                        """
                        {"type":"pinned","message":"17","pinned":true,"at":"2024-05-01T12:00:00.123Z"}\
                        """);
    }
}
