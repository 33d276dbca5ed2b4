package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void takesMarksOutOfTheText() {
        assertThat(Excerpt.beginning("a\uE000b\uE001c").marked()).isEqualTo("abc");
    }
}
