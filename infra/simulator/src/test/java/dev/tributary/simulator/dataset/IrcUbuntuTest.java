package dev.tributary.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;

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
}
