package dev.tributary.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {

    @Test
    void showsEscapeSequencesInsteadOfObeyingThem() {
        assertThat(TerminalText.harmless("\u001b[2J\u001b]0;title\u0007 \u009b31m \u007f"))
                .isEqualTo("␛[2J␛]0;title␇ <U+009B>31m ␡");
    }

    @Test
    void showsBidirectionalOverrides() {
        assertThat(TerminalText.harmless("a\u202Etxt.exe\u2066b"))
                .isEqualTo("a<U+202E>txt.exe<U+2066>b");
    }

    @Test
    void keepsLinesTabsAndFamilies() {
        assertThat(TerminalText.harmless("a\r\n\tb 👨‍👩‍👧")).isEqualTo("a\n    b 👨‍👩‍👧");
    }

    @ParameterizedTest
    @CsvSource({
        "abc,3",
        "привет,6",
        "ёлка,4",
        "日本語,6",
        "😀,2",
        "👨‍👩‍👧,2",
        "❤️,2",
        "é,1",
        "한글,4"
    })
    void measuresColumnsNotCharacters(String text, int columns) {
        assertThat(TerminalText.width(text)).isEqualTo(columns);
    }

    @Test
    void cutsWideTextToFit() {
        assertThat(TerminalText.cut("日本語テキスト", 7)).isEqualTo("日本語…");
        assertThat(TerminalText.cut("short", 7)).isEqualTo("short");
    }

    @Test
    void wrapsAtSpacesAndBreaksWhatIsTooLong() {
        assertThat(TerminalText.wrap("one two three\nabcdefghijkl", 7, ""))
                .containsExactly("one two", "three", "abcdefg", "hijkl");
    }
}
