package dev.tributary.contract.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRefTest {

    @ParameterizedTest
    @CsvSource({
        "vkteams:1000003205, 693938330@chat.agent, 6752739791872002222,"
                + " vkteams:1000003205/693938330@chat.agent/6752739791872002222",
        "jsonl:irc, #ubuntu, train/2004-12-25.txt:7, jsonl:irc/%23ubuntu/train%2F2004-12-25.txt:7",
        "jsonl:семья, чат 100%, ё,"
                + " jsonl:%D1%81%D0%B5%D0%BC%D1%8C%D1%8F/%D1%87%D0%B0%D1%82%20100%25/%D1%91",
    })
    void is_written_percent_encoded_and_read_back(
            String account, String chat, String message, String text) {
        MessageRef ref =
                new MessageRef(AccountId.parse(account), new ChatId(chat), new MessageId(message));

        String written = ref.toString();

        assertThat(written).isEqualTo(text);
        assertThat(MessageRef.parse(written)).isEqualTo(ref);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "vkteams:1/chat",
                "vkteams:1/c/m/x",
                "nosource:1/c/m",
                "vkteams:1/%4/m",
                "vkteams:/c/m"
            })
    void refuses_what_is_not_a_reference(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageRef.parse(text));
    }

    @Test
    void names_the_known_sources_when_one_is_unknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountId.parse("icq:1"))
                .withMessage("unknown source \"icq\"; known sources: vkteams, telegram, jsonl");
    }
}
