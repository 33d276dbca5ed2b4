package dev.tributary.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Positions.Move;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class PositionsIT {

    private static final LogPartition ONE = new LogPartition("events", 1);
    private static final LogPartition TWO = new LogPartition("events", 2);
    private Archive archive;

    @BeforeEach
    void open() {
        archive = Archive.open(TestStack.freshDatabase());
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void move_from_where_the_group_is() throws SQLException {
        assertThat(advance(ONE, 0, 5)).isTrue();
        assertThat(advance(ONE, 5, 9)).isTrue();

        assertThat(positions("store")).isEqualTo(Map.of(ONE, 9L));
    }

    @Test
    void do_not_move_from_anywhere_else() throws SQLException {
        advance(ONE, 0, 5);

        assertThat(advance(ONE, 4, 9)).isFalse();
        assertThat(advance(ONE, 0, 9)).isFalse();
        assertThat(advance(TWO, 3, 4)).isFalse();
        assertThat(positions("embed")).isEmpty();
    }

    @Test
    void move_together_or_not() throws SQLException {
        advance(ONE, 0, 5);

        boolean moved =
                archive.inTransaction(tx ->
                        Positions.advance(
                                tx, "store", List.of(new Move(TWO, 0, 7), new Move(ONE, 4, 6))));

        assertThat(moved).isFalse();
    }

    private Map<LogPartition, Long> positions(String group) throws SQLException {
        return archive.inTransaction(tx -> Positions.read(tx, group));
    }

    private boolean advance(LogPartition partition, long from, long to) throws SQLException {
        return archive.inTransaction(tx -> Positions.advance(tx, "store", partition, from, to));
    }
}
