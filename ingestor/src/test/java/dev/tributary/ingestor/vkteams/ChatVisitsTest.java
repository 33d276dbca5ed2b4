package dev.tributary.ingestor.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatVisitsTest {

    private static final Instant NOW = Instant.EPOCH;

    private final ChatVisits visits = new ChatVisits();

    @Test
    void a_chat_is_looked_up_when_it_is_first_seen_and_not_again() {
        assertThat(visits.begin("c", NOW)).isTrue();
        assertThat(visits.begin("c", NOW)).isFalse();
        visits.done("c");
        assertThat(visits.begin("c", NOW.plus(Duration.ofDays(9)))).isFalse();
    }

    @Test
    void a_chat_that_failed_is_tried_again_later_and_later() {
        visits.begin("c", NOW);
        visits.failed("c", NOW);

        assertThat(visits.begin("c", NOW.plusSeconds(59))).isFalse();
        assertThat(visits.begin("c", NOW.plusSeconds(60))).isTrue();
        visits.failed("c", NOW);
        assertThat(visits.begin("c", NOW.plusSeconds(119))).isFalse();
        assertThat(visits.begin("c", NOW.plusSeconds(120))).isTrue();
    }

    @Test
    void a_chat_that_changed_is_looked_up_again() {
        visits.begin("c", NOW);
        visits.done("c");

        visits.forget("c");

        assertThat(visits.begin("c", NOW)).isTrue();
    }

    @Test
    void the_least_recently_seen_chat_is_forgotten_first() {
        IntStream.rangeClosed(0, 10_000)
                .mapToObj(Integer::toString)
                .forEach(chat -> {
                    visits.begin(chat, NOW);
                    visits.done(chat);
                });

        assertThat(visits.begin("0", NOW)).isTrue();
        assertThat(visits.begin("10000", NOW)).isFalse();
    }
}
