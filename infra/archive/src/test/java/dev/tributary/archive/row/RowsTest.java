package dev.tributary.archive.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.Life;
import dev.tributary.contract.event.ChatEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static final List<ChatEvent> LIFE = new Life(1).events();
    private static final int FACTORIAL_OF_TEN = 3_628_800;

    @Test
    void every_permutation_of_a_ten_event_life_ends_in_the_same_rows() {
        // Given each event's own rows
        List<Rows> single = LIFE.stream().map(event -> Rows.of(List.of(event))).toList();

        // When they are merged one after the other, in every order there is
        Permutations permutations = new Permutations(single, Rows.of(LIFE));
        permutations.walk(Rows.of(List.of()), 0, single.size());

        // Then every order has ended where the whole set does
        assertThat(permutations.ended).isEqualTo(FACTORIAL_OF_TEN);
        assertThat(permutations.different).isZero();
    }

    @Test
    void a_split_into_batches_does_not_show() {
        Rows whole = Rows.of(LIFE);
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            // Given the events in some order, cut into three batches, with repeats
            List<ChatEvent> shuffled = new ArrayList<>(LIFE);
            Collections.shuffle(shuffled, random);
            int first = random.nextInt(11);
            int second = first + random.nextInt(11 - first);
            Rows a = Rows.of(shuffled.subList(0, Math.min(10, first + 2)));
            Rows b = Rows.of(shuffled.subList(first, second));
            Rows c = Rows.of(shuffled.subList(Math.max(0, second - 2), 10));

            // When, Then
            assertThat(a.merge(b).merge(c).equals(whole)).isTrue();
            assertThat(c.merge(b.merge(a)).equals(whole)).isTrue();
        }
    }

    @Test
    void the_row_shows_the_last_edit_as_live_told_it() {
        Rows rows = Rows.of(LIFE);

        MessageRow row = rows.messages().sorted().getFirst();

        assertThat(row.content().value())
                .extracting(Content::text, Content::editedAt)
                .containsExactly("Смотри", java.time.Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(row.deleted()).isTrue();
        assertThat(row.firstPosition()).isEqualTo(1);
        assertThat(rows.versions().sorted())
                .extracting(version -> version.content().value().text())
                .containsExactlyInAnyOrder("Привет", "Привет!", "Привет !", "Смотри", "Смотри ");
    }

    /// All orders, sharing the work of common beginnings.
    private static final class Permutations {

        private final List<Rows> single;
        private final Rows expected;
        private int ended;
        private int different;

        Permutations(List<Rows> single, Rows expected) {
            this.single = single;
            this.expected = expected;
        }

        void walk(Rows sofar, int used, int left) {
            if (left == 0) {
                ended++;
                different += sofar.equals(expected) ? 0 : 1;
                return;
            }
            for (int i = 0; i < single.size(); i++) {
                if ((used & 1 << i) == 0) {
                    walk(sofar.merge(single.get(i)), used | 1 << i, left - 1);
                }
            }
        }
    }
}
