package dev.tributary.ingestor.imports.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8CensusTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Где моя чашка? 😀", "é"})
    void utf8_has_no_strays(String text) throws IOException {
        Utf8Census census = census(text.getBytes(UTF_8));

        assertThat(census.firstStray()).isEqualTo(-1);
        assertThat(census.isAnotherEncoding()).isFalse();
    }

    @Test
    void windows_1251_is_another_encoding_and_its_first_letter_is_named() throws IOException {
        byte[] text = "text: \"Где моя чашка?\"".getBytes(Charset.forName("windows-1251"));

        Utf8Census census = census(text);

        assertThat(census.isAnotherEncoding()).isTrue();
        assertThat(census.firstStrayByte()).isEqualTo(0xE4);
        assertThat(census.firstStray()).isEqualTo(8);
    }

    @Test
    void one_stray_byte_in_a_good_text_is_no_other_encoding() throws IOException {
        byte[] text = "Где моя чашка?".getBytes(UTF_8);
        text[text.length - 1] = (byte) 0xff;

        Utf8Census census = census(text);

        assertThat(census.isAnotherEncoding()).isFalse();
        assertThat(census.firstStray()).isEqualTo(text.length - 1);
    }

    private static Utf8Census census(byte[] text) throws IOException {
        Utf8Census census = new Utf8Census(new ByteArrayInputStream(text));
        census.transferTo(OutputStream.nullOutputStream());
        return census;
    }
}
