package dev.tributary.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.vkteams.PlainMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IrcUbuntuTest {

    @Test
    void a_message_is_named_by_its_file_and_line() {
        String line =
                IrcUbuntu.line(
                        """
                        {"chat": "#ubuntu", "src": "train/a.txt", "line": 7,
                         "ts": "2004-12-25T09:14:00", "user": "|QuaD-", "text": "will: \\"yes\\""}
                        """);

        assertThat(line)
                .isEqualTo(
                        """
                        {"chat":"#ubuntu","message_id":"train/a.txt:7","sender":"|QuaD-",\
                        "sent_at":"2004-12-25T09:14:00Z","text":"will: \\"yes\\""}\
                        """);
    }

    @Test
    void a_reply_names_the_line_of_the_same_file() {
        String line =
                IrcUbuntu.line(
                        """
                        {"chat": "c", "src": "s", "line": 7, "ts": "2004-12-25T09:14:00",
                         "user": "u", "text": "", "reply_to_line": 0}
                        """);

        assertThat(line).endsWith(",\"text\":\"\",\"reply_to\":\"s:0\"}");
    }

    @Test
    void a_plain_message_has_its_place_as_its_number_and_answers_by_it() {
        List<PlainMessage> messages =
                IrcUbuntu.plainMessages(
                        List.of(
                                """
                                {"chat":"c","message_id":"s:7","sender":"u",\
                                "sent_at":"2004-12-25T09:14:00Z","text":"who?","reply_to":"s:1"}\
                                """,
                                """
                                {"chat":"c","message_id":"s:9","sender":"v",\
                                "sent_at":"2004-12-25T09:15:00Z","text":"me","reply_to":"s:7"}\
                                """));

        assertThat(messages)
                .containsExactly(
                        new PlainMessage(
                                "c", 1, "u", Instant.parse("2004-12-25T09:14:00Z"), "who?", null),
                        new PlainMessage(
                                "c", 2, "v", Instant.parse("2004-12-25T09:15:00Z"), "me", 1L));
    }
}
