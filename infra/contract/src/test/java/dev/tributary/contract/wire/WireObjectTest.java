package dev.tributary.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireObjectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nothing",
                "null",
                "[]",
                "5",
                "\"text\"",
                "{\"a\":",
                "{\"a\":1}x",
                "{\"a\":1e9346846815030}",
                "<html></html>"
            })
    void what_is_not_one_object_is_refused(String value) {
        assertThatThrownBy(() -> parse(value)).isInstanceOf(MalformedValue.class);
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        byte[] value = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};

        assertThatThrownBy(() -> WireObject.parse(value))
                .isInstanceOf(MalformedValue.class)
                .hasMessageContaining("not JSON");
    }

    @Test
    void an_abyss_of_brackets_is_refused() {
        String value = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatThrownBy(() -> parse(value)).isInstanceOf(MalformedValue.class);
    }

    @Test
    void an_identifier_over_two_to_the_53_keeps_its_digits() {
        WireObject object = parse("{\"n\":6752739791872002223,\"s\":\"6752739791872002223\"}");

        assertThat(object.id("n")).isEqualTo(object.id("s")).isEqualTo("6752739791872002223");
    }

    @Test
    void a_null_field_is_an_absent_one() {
        WireObject object = parse("{\"a\":null}");

        assertThat(object.has("a")).isFalse();
        assertThat(object.text("a")).isEmpty();
        assertThat(object.idOrNull("a")).isNull();
        assertThat(object.objects("a")).isEmpty();
        assertThat(object.flag("a")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1700000000", "'\"1700000000\"'", "1.7e9", "1700000000.0000001"})
    void seconds_may_be_a_number_or_digits_in_a_string(String seconds) {
        assertThat(parse("{\"t\":" + seconds + "}").epochSeconds("t"))
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void an_error_names_the_place_inside_and_not_the_content() {
        WireObject object = parse("{\"parts\":[{\"payload\":{\"fileId\":[\"secret\"]}}]}");

        assertThatThrownBy(() -> object.objects("parts").getFirst().object("payload").id("fileId"))
                .isInstanceOf(MalformedValue.class)
                .hasMessage("parts[0].payload.fileId is an array, not a string or an integer");
    }

    @Test
    void text_that_postgres_cannot_hold_is_made_storable() {
        WireObject object = parse("{\"t\":\"a\\u0000b\\ud800c\\udc00d\\ud83d\\ude00\"}");

        assertThat(object.text("t")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uD83D\uDE00");
    }

    @Test
    void a_hint_of_the_wrong_type_is_no_hint() {
        WireObject object = parse("{\"title\":5,\"size\":\"big\",\"name\":\" \"}");

        assertThat(object.hint("title")).isNull();
        assertThat(object.hint("name")).isNull();
        assertThat(object.hintNumber("size")).isNull();
    }

    private static WireObject parse(String json) {
        return WireObject.parse(json.getBytes(UTF_8));
    }
}
