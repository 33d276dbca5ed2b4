package dev.tributary.processor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotPlanTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final Optional<FeedPosition> LAST =
            Optional.of(new FeedPosition(500, AT, false));

    @Test
    void begins_where_nobody_has_ever_read() {
        assertThat(SlotPlan.of(Optional.empty(), Optional.empty())).isEqualTo(new SlotPlan.Begin());
    }

    @Test
    void continues_where_the_topic_has_come_farther_than_the_slot_knows() {
        assertThat(SlotPlan.of(slot(false, 400), LAST)).isEqualTo(new SlotPlan.Continue(500));
        assertThat(SlotPlan.of(slot(false, 600), LAST)).isEqualTo(new SlotPlan.Continue(600));
        assertThat(SlotPlan.of(slot(false, 600), Optional.empty()))
                .isEqualTo(new SlotPlan.Continue(600));
    }

    @Test
    void replaces_a_slot_that_is_lost_or_gone() {
        assertThat(SlotPlan.of(slot(true, 0), LAST)).isEqualTo(new SlotPlan.Replace(AT));
        assertThat(SlotPlan.of(Optional.empty(), LAST)).isEqualTo(new SlotPlan.Replace(AT));
        assertThat(SlotPlan.of(slot(true, 0), Optional.empty()))
                .isEqualTo(new SlotPlan.Replace(null));
    }

    @Test
    void states_the_gap_again_where_a_crash_came_before_it_was_stated() {
        assertThat(SlotPlan.of(slot(false, 900), LAST.map(FeedPosition::broken)))
                .isEqualTo(new SlotPlan.Replace(AT));
    }

    @Test
    void a_position_reads_as_it_was_written() {
        FeedPosition unknown = new FeedPosition(0, null, true);

        assertThat(FeedPosition.of(unknown.json())).isEqualTo(unknown);
        assertThat(FeedPosition.of(LAST.orElseThrow().json())).isEqualTo(LAST.orElseThrow());
    }

    private static Optional<FeedSlot.State> slot(boolean lost, long confirmed) {
        return Optional.of(new FeedSlot.State(false, lost, confirmed, 0));
    }
}
