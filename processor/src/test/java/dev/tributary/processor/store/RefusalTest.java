package dev.tributary.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22008", "23514", "54000"})
    void is_what_no_retry_mends(String state) {
        assertThat(Refusal.of(new SQLException("with content", state)))
                .contains(new Refusal("Postgres cannot keep the event (SQLState " + state + ")"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53100", "40P01", "42P01", ""})
    void is_not_what_waiting_mends(String state) {
        assertThat(Refusal.of(new SQLException("gone", state))).isEmpty();
    }
}
