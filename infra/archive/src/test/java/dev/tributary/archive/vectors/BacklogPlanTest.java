package dev.tributary.archive.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogPlanTest {

    @Test
    void fewTextsGoThroughTheLiveIndex() {
        assertThat(BacklogPlan.placement(4_999, 0)).isEqualTo(Placement.INDEXED);
    }

    @Test
    void manyTextsGoBesideIt() {
        assertThat(BacklogPlan.placement(5_000, 0)).isEqualTo(Placement.BACKLOG);
    }

    @Test
    void theEndOfABacklogStaysWithIt() {
        assertThat(BacklogPlan.placement(10, 1)).isEqualTo(Placement.BACKLOG);
    }

    @Test
    void aBacklogIsIndexedWhenNothingWaitsOrWhenItIsFull() {
        assertThat(BacklogPlan.isDue(1, true)).isTrue();
        assertThat(BacklogPlan.isDue(0, true)).isFalse();
        assertThat(BacklogPlan.isDue(199_999, false)).isFalse();
        assertThat(BacklogPlan.isDue(200_000, false)).isTrue();
    }

    @Test
    void onlyABacklogThatIsLargeAgainstTheIndexRebuildsIt() {
        assertThat(BacklogPlan.rebuilds(0, 170_000)).isTrue();
        assertThat(BacklogPlan.rebuilds(100_000, 60_000)).isTrue();
        assertThat(BacklogPlan.rebuilds(1_000_000, 60_000)).isFalse();
        assertThat(BacklogPlan.rebuilds(0, 4_999)).isFalse();
    }
}
