package dev.tributary.processor.normalise.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.raw.ContentType;
import dev.tributary.processor.normalise.MalformedEvent;
import dev.tributary.processor.normalise.Told;
import org.junit.jupiter.api.Test;

class JsonlReadingTest {

    @Test
    void a_line_is_a_version() {
        assertThat(
                        told(
                                """
                                {"chat":"#kitchen","message_id":2,"sender":"boris","sent_at":1714559460.5,
                                 "text":"Not me. Ask Vera","reply_to":1,"edited_at":1714559520,
                                 "chat_title":"Kitchen","sender_name":"Boris"}
                                """))
                .isEqualTo(
                        """
                        {"type":"message","message":"2","sender":{"id":"boris","displayName":"Boris"},"sentAt":"2024-05-01T10:31:00.500Z","editedAt":"2024-05-01T10:32:00Z","kind":"MESSAGE","text":"Not me. Ask Vera","replyTo":{"message":"1"},"attachments":[],"chat":{"title":"Kitchen"}}\
                        """);
    }

    @Test
    void a_deleted_line_is_a_deletion() {
        assertThat(told("{\"chat\":\"c\",\"message_id\":2,\"deleted\":true}"))
                .isEqualTo(
                        """
                        {"type":"deleted","message":"2","deletedAt":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_deleted_line_that_still_has_its_text_is_also_a_version() {
        assertThat(
                        told(
                                "{\"chat\":\"c\",\"message_id\":2,\"sent_at\":1,\"text\":\"Oops\","
                                        + "\"deleted\":true}"))
                .isEqualTo(
                        """
                        {"type":"message","message":"2","sentAt":"1970-01-01T00:00:01Z","kind":"MESSAGE","text":"Oops","attachments":[]}
                        {"type":"deleted","message":"2","deletedAt":"2024-05-01T12:00:00.123Z"}\
                        """);
    }

    @Test
    void a_line_that_breaks_the_rules_is_refused() {
        assertThatThrownBy(() -> told("{\"chat\":\"c\"}"))
                .isInstanceOf(MalformedEvent.class)
                .hasMessage("message_id is missing");
    }

    private static String told(String line) {
        return Told.of("jsonl:irc", ContentType.JSONL_MESSAGE, line).lines();
    }
}
