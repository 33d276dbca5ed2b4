package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingestor.source.SourceUnavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where TDLib itself was not told everything: what is in the log in the end?
class MissedByTdLibTest {

    private static final long ANNA = 11;
    private static final long GROUP = -1_000_000_000_012L;

    private final FakeTelegram telegram = new FakeTelegram();
    private final MemoryLog log = new MemoryLog(telegram);

    @Test
    void after_a_gap_in_a_supergroup_all_is_asked_for_anew() throws Exception {
        // Given
        start(GROUP);
        List<Long> known = telegram.ids();
        telegram.editSilently(GROUP, known.get(1));
        telegram.deleteSilently(GROUP, known.get(2));

        // When
        telegram.skip(GROUP, 10);
        log.readOn();

        // Then
        assertThat(telegram.renewals).isEqualTo(1);
        assertThat(log.messages()).containsAll(telegram.ids());
        assertThat(log.text(log.ofType("tributaryMissingMessages")))
                .singleElement()
                .asString()
                .contains("[" + known.get(2) + "]");
        assertThat(log.text(log.ofType("message")))
                .anyMatch(message ->
                        message.contains("\"id\":" + known.get(1) + ",")
                                && !message.contains("\"edit_date\":0"));
    }

    @Test
    void a_second_gap_waits_for_its_turn() throws Exception {
        // Given
        start(GROUP);
        telegram.skip(GROUP, 10);
        log.readOn();
        telegram.skip(GROUP, 10);
        log.readOn();
        int soon = telegram.renewals;

        // When
        log.pass(Duration.ofMinutes(10));
        log.readOn();

        // Then
        assertThat(soon).isEqualTo(1);
        assertThat(telegram.renewals).isEqualTo(2);
        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void a_newest_message_that_was_deleted_is_no_gap() throws Exception {
        // Given
        start(GROUP);
        long newest = telegram.ids().getLast();

        // When
        telegram.loseSight(GROUP);
        telegram.delete(GROUP, newest, true, false);
        telegram.tellNewest(GROUP);
        telegram.say(GROUP);
        log.readOn();

        // Then
        assertThat(telegram.renewals).isZero();
        assertThat(log.messages()).containsAll(telegram.ids());
    }

    @Test
    void after_more_than_a_day_without_a_connection_all_is_asked_for_anew() throws Exception {
        // Given
        start(ANNA);
        telegram.connection("connectionStateConnecting");
        log.pass(Duration.ofSeconds(6));
        assertThatThrownBy(log::readAll).isInstanceOf(SourceUnavailable.class);
        long _ = telegram.silently(ANNA);

        // When
        log.pass(Duration.ofDays(2));
        telegram.connection("connectionStateReady");
        log.reconnect();
        log.readAll();

        // Then
        assertThat(telegram.renewals).isEqualTo(1);
        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void after_a_short_time_without_a_connection_nothing_is_asked_for_anew() throws Exception {
        // Given
        start(ANNA);
        telegram.connection("connectionStateConnecting");
        log.pass(Duration.ofHours(1));

        // When
        telegram.connection("connectionStateReady");
        log.reconnect();
        log.readAll();

        // Then
        assertThat(telegram.renewals).isZero();
    }

    private void start(long chat) throws InterruptedException {
        if (chat == GROUP) {
            long _ = telegram.group(12, 5);
        }
        for (int i = 0; i < 5; i++) {
            telegram.say(chat);
        }
        log.start();
        log.readAll();
    }
}
