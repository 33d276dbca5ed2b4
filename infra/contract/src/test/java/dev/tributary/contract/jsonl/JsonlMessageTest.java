package dev.tributary.contract.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.wire.MalformedValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonlMessageTest {

    @Test
    void a_full_line_gives_all_its_fields() {
        JsonlMessage message =
                parse(
                        """
                        {"chat":"#kitchen","message_id":2,"sender":"boris",
                         "sent_at":"2024-05-01T12:30:00+02:00","text":"Not me",
                         "chat_title":"Kitchen","sender_name":"Boris","reply_to":"1",
                         "edited_at":1714559520.25,"mood":["unasked"]}
                        """);

        assertThat(message)
                .isEqualTo(
                        new JsonlMessage(
                                new ChatId("#kitchen"),
                                "Kitchen",
                                new MessageId("2"),
                                new UserId("boris"),
                                "Boris",
                                Instant.parse("2024-05-01T10:30:00Z"),
                                Instant.parse("2024-05-01T10:32:00.25Z"),
                                "Not me",
                                new MessageId("1"),
                                false));
    }

    @Test
    void a_deleted_line_needs_only_its_ids() {
        JsonlMessage message = parse("{\"chat\":\"c\",\"message_id\":\"m\",\"deleted\":true}");

        assertThat(message.deleted()).isTrue();
        assertThat(message.text()).isNull();
    }

    @Test
    void a_long_integer_id_keeps_its_digits() {
        JsonlMessage message =
                parse(
                        "{\"chat\":1,\"message_id\":6752739791872002222123,\"sender\":3,"
                                + "\"sent_at\":0,\"text\":\"\"}");

        assertThat(message.message()).isEqualTo(new MessageId("6752739791872002222123"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"message_id":1,"sender":"a","sent_at":1,"text":""} | chat is missing
                    {"chat":"c","sender":"a","sent_at":1,"text":""} | message_id is missing
                    {"chat":"c","message_id":1,"sent_at":1,"text":""} | sender is missing
                    {"chat":"c","message_id":1,"sender":"a","text":""} | sent_at is missing
                    {"chat":"c","message_id":1,"sender":"a","sent_at":1} | text is missing
                    {"chat":"","message_id":1,"sender":"a","sent_at":1,"text":""} | chat is empty
                    {"chat":"c","message_id":1.5,"sender":"a","sent_at":1,"text":""} | message_id is a number, not a string or an integer
                    {"chat":"c","message_id":1,"sender":"a","sent_at":1700000000000,"text":""} | milliseconds
                    {"chat":"c","message_id":1,"sender":"a","sent_at":1e999999999,"text":""} | sent_at is outside the years 1 to 9999
                    {"chat":"c","message_id":1,"sender":"a","sent_at":"2024-05-01 12:00","text":""} | sent_at is neither RFC 3339
                    {"chat":"c","message_id":1,"sender":"a","sent_at":"2024-05-01T12:00:00","text":""} | sent_at is neither RFC 3339
                    {"chat":"c","message_id":1,"sender":"a","sent_at":true,"text":""} | sent_at is a boolean
                    {"chat":"c","message_id":1,"sender":"a","sent_at":1,"text":["x"]} | text is an array, not a string
                    {"chat":"c","message_id":1,"sender":"a","sent_at":1,"text":"","deleted":"yes"} | deleted is a string
                    [] | the value is an array
                    {"chat":"secret | the value is not JSON
                    {} {} | the value is not JSON
                    """)
    void a_line_that_breaks_a_rule_is_refused_with_the_field(String line, String reason) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(MalformedValue.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }

    private static JsonlMessage parse(String line) {
        return JsonlMessage.parse(line.getBytes(UTF_8));
    }
}
