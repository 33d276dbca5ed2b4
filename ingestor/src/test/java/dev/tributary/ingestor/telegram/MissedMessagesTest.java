package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The source against an account that tells each thing once, or not at all: the log has it in the
/// end.
class MissedMessagesTest {

    private static final long ANNA = 11;
    private static final long BOB = 12;

    private final FakeTelegram telegram = new FakeTelegram();
    private final MemoryLog log = new MemoryLog(telegram);

    @Test
    void history_is_fetched_beyond_messages_that_the_client_alone_knows() throws Exception {
        say(ANNA, 10);
        telegram.sayHere(ANNA);
        say(ANNA, 7);

        log.start();
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_was_missed_is_fetched_beyond_messages_that_the_client_alone_knows() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        log.crash();
        for (int i = 0; i < 14; i++) {
            telegram.silently(ANNA);
            if (i == 6) {
                telegram.sayHere(ANNA);
            }
        }

        log.start();
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_was_never_told_is_fetched_at_the_next_start() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        log.crash();
        for (int i = 0; i < 20; i++) {
            telegram.silently(ANNA);
        }

        log.start();
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_was_missed_while_the_connection_was_away_is_fetched_when_it_is_back()
            throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        telegram.connection("connectionStateConnecting");
        telegram.silently(ANNA);
        telegram.silently(ANNA);
        telegram.tellNewest(ANNA);

        telegram.connection("connectionStateReady");
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_was_missed_is_fetched_also_when_the_next_message_comes_at_once() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        telegram.connection("connectionStateConnecting");
        telegram.silently(ANNA);
        telegram.silently(ANNA);

        telegram.connection("connectionStateReady");
        say(ANNA, 1);
        log.readOn();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_tdlib_itself_has_missed_is_fetched_with_the_next_message() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        telegram.connection("connectionStateUpdating");
        telegram.silently(ANNA);
        telegram.silently(ANNA);
        telegram.connection("connectionStateReady");
        log.readAll();

        say(ANNA, 1);
        log.readOn();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_was_never_told_is_fetched_though_the_connection_stood() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        telegram.silently(ANNA);
        telegram.silently(ANNA);
        telegram.tellNewest(ANNA);

        say(ANNA, 1);
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_tdlib_skips_is_fetched() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();

        telegram.skip(ANNA, 30);
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_was_told_in_order_is_not_asked_for() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        int asked = telegram.asked.size();

        say(ANNA, 50);
        log.readAll();

        assertThat(telegram.asked).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothing_is_missing_whenever_the_process_dies(long seed) throws Exception {
        RandomGenerator random = new java.util.Random(seed);
        say(ANNA, 60);
        say(BOB, 40);
        for (int life = 0; life < 8; life++) {
            log.start();
            for (int turn = 0; turn < random.nextInt(12); turn++) {
                say(random.nextBoolean() ? ANNA : BOB, random.nextInt(4));
                log.read(random.nextInt(3));
            }
            log.crash();
            if (random.nextBoolean()) {
                telegram.silently(random.nextBoolean() ? ANNA : BOB);
            }
        }

        log.start();
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void a_chat_whose_history_is_not_wanted_is_read_from_the_first_connection_on()
            throws Exception {
        log.settings(AccountSettings.withoutBackfill());
        say(ANNA, 5);
        log.startAt(FakeTelegram.sentAt(telegram.silently(ANNA)) + 1);
        log.readAll();
        List<Long> before = log.messages();
        log.crash();
        long missed = telegram.silently(ANNA);
        long first = telegram.silently(BOB);

        log.start();
        log.readAll();

        assertThat(before).isEmpty();
        assertThat(log.messages()).containsExactly(missed, first);
    }

    @Test
    void the_history_of_a_group_waits_for_the_count_of_its_members() throws Exception {
        log.settings(AccountSettings.withHistoryUpTo(1_000));
        long small = telegram.group(5, 1_000);
        long large = telegram.group(6, 1_001);
        say(small, 10);
        List<Long> ofSmall = telegram.ids();
        say(large, 10);

        log.start();
        log.readAll();
        List<Long> history = log.messages();
        long live = telegram.say(large);
        log.readAll();

        assertThat(history).isEqualTo(ofSmall);
        assertThat(log.messages()).contains(live).hasSize(11);
    }

    @Test
    void a_group_that_the_account_joins_is_fetched_whole_when_its_count_is_known()
            throws Exception {
        log.settings(AccountSettings.withHistoryUpTo(1_000));
        say(ANNA, 20);
        log.start();
        log.readAll();
        telegram.leaveUnanswered("getChatHistory");
        long group = telegram.group(5, 1_000);
        for (int i = 0; i < 10; i++) {
            telegram.silently(group);
        }

        telegram.say(group);
        log.readAll();
        telegram.answer();
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void old_messages_may_be_edited_and_deleted_before_the_chats_are_known() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        log.crash();
        log.pass(Duration.ofDays(3));
        List<Long> ids = telegram.ids();

        log.start();
        telegram.delete(ANNA, ids.get(0), true, false);
        telegram.delete(ANNA, ids.get(1), true, false);
        telegram.edit(ANNA, ids.get(2));
        telegram.edit(ANNA, ids.get(3));
        log.readAll();

        assertThat(log.ofType("updateDeleteMessages")).hasSize(2);
        assertThat(log.ofType("updateMessageEdited")).hasSize(2);
        assertThat(log.text(log.ofType("message")))
                .filteredOn(message -> !message.contains("\"edit_date\":0"))
                .hasSize(2);
    }

    @Test
    void edits_and_deletions_that_were_never_told_are_found_by_the_sweep() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        log.crash();
        List<Long> ids = telegram.ids();
        telegram.editSilently(ANNA, ids.get(1));
        telegram.deleteSilently(ANNA, ids.get(2));

        log.start();
        log.readAll();

        assertThat(log.text(log.ofType("tributaryMissingMessages")))
                .containsExactly(
                        "{\"@type\":\"tributaryMissingMessages\",\"chat_id\":11,\"message_ids\":["
                                + ids.get(2)
                                + "]}");
        assertThat(log.text(log.ofType("message")).getLast())
                .contains("\"id\":" + ids.get(1))
                .doesNotContain("\"edit_date\":0");
    }

    @Test
    void a_second_edit_within_a_second_is_found_by_the_sweep_and_once() throws Exception {
        say(ANNA, 3);
        log.start();
        log.readAll();
        long id = telegram.ids().get(1);
        telegram.edit(ANNA, id);
        log.readAll();
        telegram.rewordSilently(ANNA, id, "said otherwise");

        for (int round = 0; round < 3; round++) {
            log.pass(Duration.ofHours(1));
            log.readAll();
        }

        assertThat(log.text(log.ofType("message")))
                .filteredOn(message -> message.contains("said otherwise"))
                .singleElement()
                .asString()
                .contains("\"id\":" + id);
    }

    @Test
    void what_the_log_did_not_take_is_given_again() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        say(ANNA, 4);

        log.readAndLose();
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void what_comes_faster_than_the_log_takes_it_is_counted_and_fetched_again() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        long gone = telegram.ids().getFirst();
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 1_000; j++) {
                telegram.delete(ANNA, gone, true, false);
            }
            log.read(1);
        }

        say(ANNA, 5);
        log.readAll();

        assertThat(log.report().path("lost").asLong()).isPositive();
        assertThat(log.messages()).containsAll(telegram.ids());
    }

    @Test
    void messages_are_read_while_telegram_tells_what_has_happened_meanwhile() throws Exception {
        log.start();
        log.readAll();
        telegram.connection("connectionStateUpdating");
        log.pass(Duration.ofMinutes(1));

        say(ANNA, 5);
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
        assertThat(log.report().path("connection").asString()).isEqualTo("updating");
    }

    private void say(long chat, int count) {
        for (int i = 0; i < count; i++) {
            telegram.say(chat);
        }
    }
}
