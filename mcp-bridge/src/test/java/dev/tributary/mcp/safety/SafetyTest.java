package dev.tributary.mcp.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyTest {

    private final Safety safety = new Safety(true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\u202eb|a⟦U+202E⟧b",
                "a\u2066b\u2069|a⟦U+2066⟧b⟦U+2069⟧",
                "a\u200bb|a⟦U+200B⟧b",
                "a\ufeffb|a⟦U+FEFF⟧b",
                "a\u001b[31mb|a⟦U+001B⟧[31mb",
                "a\u0007b|a⟦U+0007⟧b",
                "a\u00adb|a⟦U+00AD⟧b",
                "a\u2028b|a⟦U+2028⟧b",
                "a\u3164b|a⟦U+3164⟧b",
                "a\uDB40\uDC41b|a⟦U+E0041⟧b",
                "a\uDB40\uDD00b|a⟦U+E0100⟧b",
                "a\uE000b|a⟦U+E000⟧b",
                "👩\u200d👩\u200d👧|👩\u200d👩\u200d👧",
                "❤\uFE0F|❤\uFE0F",
                "a\u200db|a⟦U+200D⟧b",
                "a\uFE0Fb|a⟦U+FE0F⟧b",
                "1\uFE0F\u20E3|1\uFE0F\u20E3",
                "1\uFE0F2|1⟦U+FE0F⟧2",
                "1\u200d2|1⟦U+200D⟧2",
                "a\u200b\u200b\u200bb|a⟦U+200B×3⟧b",
                "a\u2065b|a⟦U+2065⟧b",
                "a\uFFF0b|a⟦U+FFF0⟧b",
                "a\u009b31mb|a⟦U+009B⟧31mb",
            })
    void makes_visible_what_hides(String written, String shown) {
        assertThat(safety.text(written)).isEqualTo(shown);
    }

    @Test
    void keeps_lines_and_tabs_of_a_text_but_not_of_a_name() {
        assertThat(safety.text("a\r\n\tb")).isEqualTo("a\n\tb");
        assertThat(safety.name("a\nb")).isEqualTo("a⟦U+000A⟧b");
    }

    @Test
    void cuts_a_name_of_absurd_length() {
        assertThat(safety.name("x".repeat(5_000))).hasSize(121);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "github_pat_11ABCDEFG0abcdefghij_klmnop",
                "xoxb-123456789012-abcdefghijkl",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_DEF-123",
                "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawQ",
                "001.1234567890.0987654321:1000003205",
                "sk-ant-api03-abcdefghijklmnopqrstu",
                "glpat-abcdefghijklmnopqrst",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv",
            })
    void leaves_out_access_tokens(String token) {
        assertThat(safety.text("take " + token + " and go"))
                .isEqualTo("take [redacted token] and go");
        assertThat(safety.text("take " + token.substring(0, 7) + "\u200b" + token.substring(7)))
                .doesNotContain(token.substring(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 5_000, 60_000})
    void leaves_out_a_signed_or_encrypted_token_of_any_length(int length) {
        String part = "Ab_-9".repeat(length / 5);
        String signed = "eyJ" + part + ".eyJ" + part + "." + part;
        String encrypted = "eyJ" + part + ".." + part + "." + part + "." + part;

        assertThat(safety.text("take " + signed + " and " + encrypted + ", go"))
                .isEqualTo("take [redacted token] and [redacted token], go");
        assertThat(safety.text("id_token-" + signed)).isEqualTo("[redacted token]");
    }

    @ParameterizedTest
    @CsvSource({
        "AKIAIOSFOD, NN7EXAMPLE",
        "ghp_abcdefghijkl, mnopqrstuvwxyz0123456789",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOi, IxMjM0In0.abc_DEF-123",
    })
    void leaves_out_a_token_that_goes_on_in_the_next_line(String begin, String end) {
        assertThat(safety.text("take " + begin + " \n  " + end + "\nand go"))
                .startsWith("take [redacted token]")
                .endsWith("go")
                .doesNotContain(begin, end);
    }

    @Test
    void takes_no_line_for_the_rest_of_a_token_that_is_whole() {
        assertThat(safety.text("ghp_abcdefghijklmnopqrstuvwxyz0123456789\nThanks"))
                .isEqualTo("[redacted token]\nThanks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ-",
                "eyJa.",
                "eyJ",
                "eyJaaaaaaaa.",
                "eyJaaaaaaaa.eyJaaaaaaaa ",
                "a-",
                "a.",
                "auth",
                "код",
                "смс",
                "одноразов",
                "your ",
                "1234 ",
                "sk-",
                "\u200b",
                "-----BEGIN PRIVATE KEY-----",
                "a://b:",
                "token ",
                "Bearer ",
                "a\n",
                " \n",
                "123456789:",
                "xoxb-",
                "code",
                "\uDB40\uDC41\uDB40\uDC42",
            })
    void reads_a_long_text_in_little_time_whatever_it_repeats(String piece) {
        String text = piece.repeat(300_000 / piece.length());

        // A search that looks back over all it has read would take minutes.
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> safety.text(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api_key=hunter2hunter2|api_key=[redacted secret]",
                "API-KEY: 'abcdef123456'|API-KEY: '[redacted secret]'",
                "пароль: qwerty123|пароль: [redacted secret]",
                "postgres://bob:s3cret@db/x|postgres://bob:[redacted secret]@db/x",
                "Authorization: Bearer abcdefghijklmnop1234|Authorization: Bearer [redacted token]",
                "your login code is 493027|your login code is [redacted code]",
                "Your verification code: 123-456|Your verification code: [redacted code]",
                "G-493027 is your verification code|G-[redacted code] is your verification code",
                "Код подтверждения: 4930|Код подтверждения: [redacted code]",
                "Никому не говорите код: 493027|Никому не говорите код: [redacted code]",
                "Ваш код 493027|Ваш код [redacted code]",
                "493027 — ваш код для входа|[redacted code] — ваш код для входа",
            })
    void leaves_out_secrets_and_one_time_codes(String written, String shown) {
        assertThat(safety.text(written)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the meeting is at 15:30 on 2026-01-31",
                "order 493027 was shipped",
                "error code 5000 again",
                "звони 84951234567",
                "see https://example.com/a/b?c=1",
                "the token bucket is full",
                "commit 1234567 of 2024",
            })
    void leaves_ordinary_talk_alone(String written) {
        assertThat(safety.text(written)).isEqualTo(written);
    }

    @Test
    void leaves_out_a_private_key_to_its_end() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\nabc\n-----END RSA PRIVATE KEY-----";

        assertThat(safety.text("a " + key + " b")).isEqualTo("a [redacted private key] b");
        assertThat(safety.text("a " + key.substring(0, 40))).isEqualTo("a [redacted private key]");
    }

    @Test
    void redacts_nothing_where_it_is_told_so() {
        assertThat(new Safety(false).text("api_key=hunter2hunter2\u202e"))
                .isEqualTo("api_key=hunter2hunter2⟦U+202E⟧");
    }

    @Test
    void fences_with_a_marker_that_the_content_does_not_hold() {
        Fence guessed = Fence.around(List.of(), new Random(1));
        Fence fence = Fence.around(List.of("end " + guessed.close()), new Random(1));

        assertThat(fence.marker()).isNotEqualTo(guessed.marker());
        assertThat(fence.enclose("text")).startsWith("<<<" + fence.marker() + "\n");
    }
}
