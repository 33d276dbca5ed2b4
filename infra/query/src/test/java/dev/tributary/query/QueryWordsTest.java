package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryWordsTest {

    @Test
    void asksForEachWordOnce() {
        assertThat(QueryWords.of("to be or not To be or -be")).isEqualTo("to be or not or -be");
    }

    @Test
    void leavesPhrasesAlone() {
        assertThat(QueryWords.of("\"to be or not to be\"")).isEqualTo("\"to be or not to be\"");
    }

    @Test
    void refusesMoreWordsThanPostgresCanBear() {
        String query =
                IntStream.range(0, 101).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

        assertThatThrownBy(() -> QueryWords.of(query))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage("the query has 101 words and may have 100");
    }

    @Test
    void refusesAWordThatNoTextCanHave() {
        assertThatThrownBy(() -> QueryWords.of("a".repeat(5_000)))
                .isInstanceOf(QuestionRefused.class)
                .hasMessageContaining("5000 characters");
    }
}
