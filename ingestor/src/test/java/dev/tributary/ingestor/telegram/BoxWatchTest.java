package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxWatchTest {

    private static final long ANNA = 11;
    private static final long GROUP = -4_001;
    private static final long CHANNEL = -1_000_000_000_012L;

    private final BoxWatch watch = new BoxWatch();

    @Test
    void ids_that_follow_on_each_other_over_a_break_are_no_gap() {
        watch.known(ANNA, id(10));
        watch.told(GROUP, id(11));
        watch.doubt();

        assertThat(watch.told(ANNA, id(12))).isFalse();
    }

    @Test
    void after_a_break_an_id_that_does_not_follow_shows_a_gap() {
        watch.told(ANNA, id(10));
        watch.doubt();

        assertThat(watch.told(GROUP, id(12))).isTrue();
        assertThat(watch.told(GROUP, id(14))).isFalse();
    }

    @Test
    void without_a_break_everything_is_told() {
        watch.told(ANNA, id(10));

        assertThat(watch.told(ANNA, id(12))).isFalse();
    }

    @Test
    void channels_have_ids_of_their_own() {
        watch.known(CHANNEL, id(1_000));
        watch.told(ANNA, id(10));
        watch.doubt();

        assertThat(watch.told(CHANNEL, id(2_000))).isFalse();
        assertThat(watch.told(ANNA, id(11))).isFalse();
    }

    @Test
    void nothing_is_concluded_from_what_was_not_taken() {
        watch.told(ANNA, id(10));
        watch.doubt();
        watch.forget();

        assertThat(watch.told(ANNA, id(20))).isFalse();
    }

    private static long id(long number) {
        return number * ChatWatch.STEP;
    }
}
