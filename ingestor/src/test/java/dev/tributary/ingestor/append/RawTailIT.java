package dev.tributary.ingestor.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.RawHeader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class RawTailIT {

    private final Clock clock = Clock.systemUTC();
    private final AccountId account = new AccountId(Service.VKTEAMS, "tail-" + UUID.randomUUID());
    private final AccountId other = new AccountId(Service.VKTEAMS, "tail-" + UUID.randomUUID());

    @Test
    void the_account_s_committed_events_of_the_time_come_back_in_their_order() {
        append(other, "9");
        append(account, "1");
        append(account, "2");

        List<String> ids = read(Duration.ofHours(1));

        assertThat(ids).containsExactly("1", "2");
    }

    @Test
    void what_is_older_is_left() {
        append(account, "1");

        List<String> ids = read(Duration.ofHours(-1));

        assertThat(ids).isEmpty();
    }

    private List<String> read(Duration back) {
        List<String> ids = new ArrayList<>();
        new RawTail(RawLog.clients())
                .read(
                        account,
                        clock.instant().minus(back),
                        event -> ids.add(event.headers().get(RawHeader.EVENT_ID)));
        return ids;
    }

    private void append(AccountId whose, String id) {
        try (Appender appender =
                Appender.open(RawLog.clients(), CursorKey.live(whose), Writer.LIVE, clock)) {
            appender.append(List.of(RawLog.event(whose, id, "{}")), new Cursor(id));
            appender.commit();
        }
    }
}
