package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReaderTest {

    @Test
    void anEventBelongsToTheBotNamedBeforeIt() throws IOException {
        Script script =
                read(
                        """
                        {"control":"bot","userId":"1","token":"t1"}
                        {"type":"a","payload":{}}

                        {"control":"bot","userId":"2","nick":"two"}
                        {"type":"b","payload":{}}
                        {"control":"bot","userId":"1"}
                        {"eventId":9,"type":"c","payload":{}}
                        """);

        assertThat(script.bots())
                .containsExactly(new Bot("t1", "1", "bot1", "bot1"), Bot.of("2", "two"));
        assertThat(script.events().get(script.bots().getFirst()).toString())
                .isEqualTo(
                        """
                        [{"type":"a","payload":{}}, {"eventId":9,"type":"c","payload":{}}]\
                        """);
    }

    @Test
    void aFileWithoutABotHasTheDefaultOne() throws IOException {
        assertThat(read("{\"type\":\"a\",\"payload\":{}}").bots())
                .containsExactly(Script.DEFAULT_BOT);
        assertThat(read("").bots()).containsExactly(Script.DEFAULT_BOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [1]                               | is not a JSON object
                    {"type":"a"}                      | is neither an event (type, payload) nor a control line
                    {"control":"chart"}               | has a control that is none of bot, chat, file
                    {"control":"chat"}                | needs "chatId"
                    {"type":                          | is not JSON
                    """)
    void aBrokenLineIsNamedWithItsPlace(String line, String what) {
        assertThatThrownBy(() -> read("\n" + line))
                .isInstanceOf(MalformedScript.class)
                .hasMessageStartingWith("test.jsonl:2: the line " + what)
                .hasMessageEndingWith("see docs/simulator.md");
    }

    private static Script read(String text) throws IOException {
        return ScriptReader.read("test.jsonl", new BufferedReader(new StringReader(text)));
    }
}
