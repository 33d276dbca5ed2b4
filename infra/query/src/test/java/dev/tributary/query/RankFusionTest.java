package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.query.RankFusion.Fused;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RankFusionTest {

    @Test
    void prefersWhatBothListsKnow() {
        assertThat(fuse(List.of("a", "b"), List.of("c", "b"))).containsExactly("b", "a", "c");
    }

    @Test
    void keepsTheOrderOfOneListWhereTheOtherIsEmpty() {
        assertThat(fuse(List.of("c", "a", "b"), List.of())).containsExactly("c", "a", "b");
    }

    @Test
    void fusesNothingToNothing() {
        assertThat(fuse(List.of(), List.of())).isEmpty();
    }

    @Test
    void decidesEqualScoresByTheTieBreaker() {
        assertThat(fuse(List.of("b"), List.of("a"))).containsExactly("a", "b");
    }

    @Test
    void addsTheReciprocalRanks() {
        // Given
        List<List<String>> lists = List.of(List.of("a", "b"), List.of("b"));

        // When
        List<Fused<String>> fused =
                RankFusion.fuse(lists, Function.identity(), Comparator.naturalOrder());

        // Then
        assertThat(fused.getFirst().item()).isEqualTo("b");
        assertThat(fused.getFirst().score()).isCloseTo(1.0 / 62 + 1.0 / 61, within(1e-12));
        assertThat(fused.getLast().score()).isCloseTo(1.0 / 61, within(1e-12));
    }

    private static List<String> fuse(List<String> first, List<String> second) {
        return RankFusion.fuse(
                        List.of(first, second), Function.identity(), Comparator.naturalOrder())
                .stream()
                .map(Fused::item)
                .toList();
    }
}
