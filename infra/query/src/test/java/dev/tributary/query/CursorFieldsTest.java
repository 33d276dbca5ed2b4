package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorFieldsTest {

    private static final String MARK = CursorFields.mark("text", "word", Filters.NONE);

    @Test
    void readsWhatItWrote() {
        // Given
        Key key = new Key(Instant.EPOCH, 7, "jsonl:a", "чат", "m/1");
        Cursor cursor = CursorFields.write(MARK, null, 0.25, key);

        // When
        CursorFields fields = CursorFields.read(cursor, MARK);

        // Then
        assertThat(fields.instant()).isNull();
        assertThat(fields.number()).isEqualTo(0.25);
        assertThat(fields.key()).isEqualTo(key);
    }

    @Test
    void refusesTheCursorOfAnotherQuestion() {
        Cursor other = CursorFields.write(CursorFields.mark("text", "other", Filters.NONE));

        assertThatThrownBy(() -> CursorFields.read(other, MARK))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage("the cursor does not belong to this question");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AAAA", "MTIzNDU2Nzg5MDEy"})
    void refusesWhatIsNoCursor(String text) {
        assertThatThrownBy(() -> CursorFields.read(new Cursor(text), MARK))
                .isInstanceOf(QuestionRefused.class);
    }
}
