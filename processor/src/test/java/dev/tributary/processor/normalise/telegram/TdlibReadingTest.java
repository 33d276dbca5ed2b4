package dev.tributary.processor.normalise.telegram;

import static dev.tributary.processor.normalise.telegram.Tdlib.HELLO;
import static dev.tributary.processor.normalise.telegram.Tdlib.ID;
import static dev.tributary.processor.normalise.telegram.Tdlib.message;
import static dev.tributary.processor.normalise.telegram.Tdlib.object;
import static dev.tributary.processor.normalise.telegram.Tdlib.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        Told told = message("\"x\":0", HELLO).with(RawHeader.NAMES, "[]");

        assertThatThrownBy(told::events)
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("the header names");
    }
}
