package dev.tributary.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.program.StatusServer.Health;
import org.junit.jupiter.api.Test;

class StatusServerTest {

    private static final Health WELL = new Health(true, "ok");

    @Test
    void a_whole_is_alive_while_both_parts_are() {
        assertThat(WELL.and(WELL)).isEqualTo(WELL);
    }

    @Test
    void a_whole_says_what_is_wrong_with_either_part() {
        Health store = new Health(false, "store is waiting");
        Health accounts = new Health(false, "every account has ended");

        assertThat(WELL.and(store)).isEqualTo(store);
        assertThat(accounts.and(store))
                .isEqualTo(new Health(false, "every account has ended; store is waiting"));
    }
}
