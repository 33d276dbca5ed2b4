package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatWatchTest {

    @Test
    void a_mark_moves_with_each_message_while_nothing_is_missing() {
        ChatWatch watch = checked(id(10), id(10));

        OptionalLong moved = watch.live(id(11));

        assertThat(moved).hasValue(id(11));
    }

    @Test
    void a_message_before_the_first_look_moves_no_mark() {
        ChatWatch watch = new ChatWatch(id(10));

        OptionalLong moved = watch.live(id(15));

        assertThat(moved).isEmpty();
    }

    @Test
    void what_lies_between_the_mark_and_the_first_message_is_missing() {
        ChatWatch watch = new ChatWatch(id(10));
        watch.live(id(15));
        watch.live(id(16));

        OptionalLong moved = watch.look(id(16));

        assertThat(moved).isEmpty();
        assertThat(watch.holeEnd()).isEqualTo(id(15));
    }

    @Test
    void a_chat_whose_newest_message_did_not_come_has_a_hole_up_to_it() {
        ChatWatch watch = checked(id(10), id(10));

        watch.look(id(12));

        assertThat(watch.holeEnd()).isEqualTo(id(13));
    }

    @Test
    void messages_that_follow_each_other_leave_no_hole() {
        ChatWatch watch = new ChatWatch(id(10));
        watch.live(id(11));

        OptionalLong moved = watch.look(id(11));

        assertThat(moved).hasValue(id(11));
        assertThat(watch.isHole()).isFalse();
    }

    @Test
    void the_mark_waits_for_the_hole_while_messages_come_beyond_it() {
        ChatWatch watch = checked(id(10), id(10));
        watch.look(id(20));
        OptionalLong beyond = watch.live(id(21));

        OptionalLong half = watch.page(id(21), id(15), false);
        OptionalLong whole = watch.page(id(15), id(9), false);

        assertThat(beyond).isEmpty();
        assertThat(half).isEmpty();
        assertThat(whole).hasValue(id(21));
        assertThat(watch.isHole()).isFalse();
    }

    @Test
    void an_empty_page_closes_the_hole() {
        ChatWatch watch = checked(id(10), id(12));

        OptionalLong moved = watch.page(id(13), 0, false);

        assertThat(moved).hasValue(id(12));
    }

    @Test
    void a_page_of_a_hole_that_has_grown_since_says_nothing_of_it() {
        ChatWatch watch = checked(id(10), id(12));
        watch.look(id(30));

        OptionalLong moved = watch.page(id(13), id(10), false);

        assertThat(moved).isEmpty();
        assertThat(watch.holeEnd()).isEqualTo(id(31));
    }

    @Test
    void after_doubt_the_next_message_is_no_proof_that_none_was_lost() {
        ChatWatch watch = checked(id(10), id(10));
        watch.doubt();
        watch.live(id(14));

        OptionalLong moved = watch.look(id(14));

        assertThat(moved).isEmpty();
        assertThat(watch.holeEnd()).isEqualTo(id(14));
    }

    @Test
    void doubt_remains_until_the_next_message_comes() {
        ChatWatch watch = checked(id(10), id(10));
        watch.doubt();
        OptionalLong quiet = watch.look(id(10));
        watch.live(id(14));

        OptionalLong moved = watch.look(id(14));

        assertThat(quiet).isEmpty();
        assertThat(moved).isEmpty();
        assertThat(watch.holeEnd()).isEqualTo(id(14));
    }

    @Test
    void a_hole_that_closes_in_doubt_is_no_proof_of_what_came_since() {
        ChatWatch watch = checked(id(10), id(10));
        watch.look(id(50));
        watch.doubt();
        watch.live(id(70));

        OptionalLong closed = watch.page(id(51), id(5), false);
        OptionalLong moved = watch.look(id(70));

        assertThat(closed).hasValue(id(50));
        assertThat(moved).isEmpty();
        assertThat(watch.holeEnd()).isEqualTo(id(70));
    }

    @Test
    void a_message_that_was_not_told_is_lacking() {
        ChatWatch watch = checked(id(10), id(10));

        watch.live(id(11));

        assertThat(watch.lacks(id(11))).isFalse();
        assertThat(watch.lacks(id(12))).isTrue();
    }

    @Test
    void a_message_that_is_told_again_changes_nothing() {
        ChatWatch watch = checked(id(10), id(10));

        OptionalLong moved = watch.live(id(9));

        assertThat(moved).isEmpty();
        assertThat(watch.mark()).isEqualTo(id(10));
    }

    private static ChatWatch checked(long mark, long newest) {
        ChatWatch watch = new ChatWatch(mark);
        OptionalLong _ = watch.look(newest);
        return watch;
    }

    private static long id(long number) {
        return number * ChatWatch.STEP;
    }
}
