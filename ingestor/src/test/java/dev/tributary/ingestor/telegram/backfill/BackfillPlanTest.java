package dev.tributary.ingestor.telegram.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.telegram.backfill.BackfillPlan.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillPlanTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final BackfillPlan plan = new BackfillPlan();

    @Test
    void the_lower_rank_comes_first_and_then_what_is_more_recent() {
        plan.add(1, 3, NOON.plusSeconds(9), BackfillCursor.from(100));
        plan.add(2, 0, NOON, BackfillCursor.from(200));
        plan.add(3, 0, NOON.plusSeconds(5), BackfillCursor.from(300));

        List<Page> pages = List.of(plan.next().get(), plan.next().get(), plan.next().get());

        assertThat(pages).containsExactly(new Page(3, 300), new Page(2, 200), new Page(1, 100));
    }

    @Test
    void a_chat_has_one_page_under_way_at_a_time() {
        plan.add(1, 0, NOON, BackfillCursor.from(100));
        var _ = plan.next();

        assertThat(plan.next()).isEmpty();
    }

    @Test
    void a_chat_whose_page_reaches_far_back_gives_way_to_another() {
        plan.add(1, 0, NOON, BackfillCursor.from(100));
        plan.add(2, 0, NOON.minusSeconds(60), BackfillCursor.from(200));
        var _ = plan.next();

        plan.arrived(1, 2, 80, NOON.minusSeconds(3600), false);

        assertThat(plan.next()).contains(new Page(2, 200));
        assertThat(plan.next()).contains(new Page(1, 80));
    }

    @Test
    void a_page_moves_the_cursor_and_counts() {
        plan.add(1, 0, NOON, new BackfillCursor(100, 90, 7, false));
        var _ = plan.next();

        BackfillCursor after = plan.arrived(1, 2, 60, NOON, false);

        assertThat(after).isEqualTo(new BackfillCursor(100, 60, 9, false));
    }

    @Test
    void the_last_page_ends_the_chat() {
        plan.add(1, 0, NOON, BackfillCursor.from(100));
        var _ = plan.next();

        BackfillCursor after = plan.arrived(1, 0, 100, NOON, true);

        assertThat(after.isDone()).isTrue();
        assertThat(plan.isComplete()).isTrue();
        assertThat(plan.next()).isEmpty();
    }

    @Test
    void a_chat_that_was_given_up_holds_up_nobody() {
        plan.add(1, 0, NOON, BackfillCursor.from(100));
        var _ = plan.next();

        plan.giveUp(1);

        assertThat(plan.next()).isEmpty();
        assertThat(plan.progress().percent()).isEqualTo(100);
    }

    @Test
    void the_progress_is_the_mean_of_the_chats() {
        plan.add(1, 0, NOON, new BackfillCursor(100, 50, 10, false));
        plan.add(2, 0, NOON, new BackfillCursor(100, 1, 20, true));

        BackfillPlan.Progress progress = plan.progress();

        assertThat(progress).isEqualTo(new BackfillPlan.Progress(2, 1, 75, 30));
    }

    @Test
    void all_is_not_done_while_one_chat_of_many_is_not() {
        for (int chat = 1; chat <= 1_000; chat++) {
            plan.add(chat, 0, NOON, new BackfillCursor(100, 1, 10, chat > 1));
        }

        BackfillPlan.Progress progress = plan.progress();

        assertThat(progress).isEqualTo(new BackfillPlan.Progress(1_000, 999, 99, 10_000));
    }

    @Test
    void a_chat_that_is_not_done_is_never_all_fetched() {
        assertThat(new BackfillCursor(100, 0, 10, false).percent()).isEqualTo(99);
        assertThat(new BackfillCursor(100, 100, 0, false).percent()).isZero();
        assertThat(new BackfillCursor(0, 0, 0, false).percent()).isZero();
        assertThat(new BackfillCursor(100, 60, 10, true).percent()).isEqualTo(100);
    }

    @Test
    void a_cursor_is_read_as_it_was_written() {
        BackfillCursor cursor = new BackfillCursor(100, 50, 10, false);

        assertThat(BackfillCursor.parse(cursor.toCursor())).isEqualTo(cursor);
    }
}
