package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

    @Test
    void marksWhatWasFound() {
        assertThat(Excerpt.around("the Reports are in", "report").marked("[", "]"))
                .isEqualTo("the [Report]s are in");
    }

    @Test
    void cutsAtWords() {
        String text = "alpha ".repeat(20) + "needle " + "omega ".repeat(60);

        assertThat(Excerpt.around(text, "needle").marked("[", "]"))
                .startsWith("… alpha")
                .contains("[needle]")
                .endsWith("omega …")
                .hasSizeLessThan(175);
    }

    @Test
    void neverCutsACharacterInTwo() {
        String text = "😀".repeat(200);

        assertThat(Excerpt.beginning(text).plain().chars().filter(c -> c == 0xFFFD).count())
                .isZero();
        assertThat(
                        new String(
                                Excerpt.beginning(text)
                                        .plain()
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(Excerpt.beginning(text).plain());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "For commuting I would take the bike.|commuting I would take|… commuting I would"
                        + " take …",
                "For commuting I would take the bike.|For commuting I would|For commuting I would"
                        + " …",
                "For commuting I would take the bike.|take the bike|… take the bike",
                "For commuting I would take the bike.|For commuting … the bike|For commuting … the"
                        + " bike",
                "<b>For</b> commuting|For  commuting|For  commuting",
                "One … two|One … two|One … two",
            })
    void marksTheSidesOnWhichTheTextGoesOn(String text, String headline, String shown) {
        assertThat(Excerpt.of(headline, text).plain()).isEqualTo(shown);
    }

    @Test
    void takesMarksOutOfTheText() {
        assertThat(Excerpt.beginning("a\uE000b\uE001c").marked()).isEqualTo("abc");
    }
}
