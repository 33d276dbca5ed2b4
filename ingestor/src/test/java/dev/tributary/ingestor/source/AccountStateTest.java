package dev.tributary.ingestor.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.source.AccountState.BackingOff;
import dev.tributary.ingestor.source.AccountState.Connected;
import dev.tributary.ingestor.source.AccountState.Connecting;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountStateTest {

    @Test
    void failures_count_up_until_something_was_read() {
        BackingOff once = Connecting.FIRST.failed("away", Instant.EPOCH);

        BackingOff twice = once.retry().connected().failed("still away", Instant.EPOCH);

        assertThat(twice.failures()).isEqualTo(2);
        assertThat(twice.retry().connected().hasRead()).isEqualTo(new Connected(0));
    }

    @Test
    void a_refused_account_keeps_the_reason() {
        assertThat(new Connecting(3).rejected("Invalid token").reason()).isEqualTo("Invalid token");
    }
}
