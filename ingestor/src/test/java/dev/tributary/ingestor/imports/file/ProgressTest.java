package dev.tributary.ingestor.imports.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long GB = 1_000_000_000;

    @Test
    void an_import_shows_its_share_its_speed_and_what_is_left() {
        assertThat(Progress.line("importing", GB, 4 * GB, 1_500_000, Duration.ofSeconds(20)))
                .isEqualTo("importing  25 %, 75,000 messages/s, 60 s left");
    }

    @Test
    void a_pass_without_messages_shows_no_speed() {
        assertThat(Progress.line("reading", GB, 100 * GB, 0, Duration.ofSeconds(2)))
                .isEqualTo("reading   1 %, 4 min left");
    }

    @Test
    void nothing_read_yet_promises_nothing() {
        assertThat(Progress.line("reading", 0, GB, 0, Duration.ZERO)).isEqualTo("reading   0 %");
    }
}
