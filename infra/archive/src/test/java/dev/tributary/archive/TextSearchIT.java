package dev.tributary.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.embedded.TestStack;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The configuration `tributary_text`, asked as the query engine asks it.
@Tag("stack")
class TextSearchIT {

    private static Archive archive;

    @BeforeAll
    static void open() {
        archive = Archive.open(TestStack.freshDatabase());
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    @ParameterizedTest
    @CsvSource({
        "тесты, Вчера мы обсуждали результаты тестов",
        "книга, Он читает о книгах",
        "книгами, Новая книга вышла",
        "сообщение, Нет новых сообщений",
        "город, В городах людно",
        "елка, Ёлка упала",
        "ЁЛКИ, зелёная елка",
        "приемка, Приёмку назначили на среду",
        "йод, Аптечка: йод и бинт",
        "чайник, чайники кипят",
        "cafe, We met at two Cafés",
        "naïve, a naive approach",
        "running, She runs every day",
        "Köln, Koln is a city",
        "кое-что, Расскажу кое-что важное"
    })
    void finds_another_form_of_the_word(String query, String text) throws SQLException {
        assertThat(matches(text, query)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "иод, Аптечка: йод и бинт",
        "тест, Тесто для пиццы",
        "зима, лето",
        "-книга, Новая книга вышла"
    })
    void does_not_find_what_is_another_word(String query, String text) throws SQLException {
        assertThat(matches(text, query)).isFalse();
    }

    @Test
    void does_not_care_how_letters_are_composed() throws SQLException {
        assertThat(matches("и\u0306од, е\u0308лка, cafe\u0301", "йод ёлка café")).isTrue();
    }

    @Test
    void finds_phrases_and_alternatives() throws SQLException {
        assertThat(matches("новые книги на столе", "\"новая книга\"")).isTrue();
        assertThat(matches("книги новые", "\"новая книга\"")).isFalse();
        assertThat(matches("зимой снег", "лето OR зима")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "-", "👩‍👩‍👧", "'; --", "& | ! <->", ":*", "(", " "})
    void survives_any_punctuation(String query) throws SQLException {
        assertThat(matches("текст", query)).isFalse();
    }

    @Test
    void survives_ten_thousand_characters() throws SQLException {
        assertThat(matches("слово", "слово ".repeat(1_667))).isTrue();
    }

    private static boolean matches(String text, String query) throws SQLException {
        return archive.inTransaction(tx -> {
            try (PreparedStatement select =
                    tx.prepareStatement(
                            """
                            select to_tsvector('tributary_shared.tributary_text',
                                       normalize(left(?, 100000), NFC))
                                @@ websearch_to_tsquery('tributary_shared.tributary_text',
                                       normalize(?, NFC))
                            """)) {
                select.setString(1, text);
                select.setString(2, query);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }
}
