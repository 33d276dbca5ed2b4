package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.config.TelegramSettings.MediaType;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.source.AccountRejected;
import dev.tributary.ingestor.source.SourceUnavailable;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The source against an account that tells each thing once: what is in the log in the end?
class TelegramSourceTest {

    private static final long ANNA = 11;
    private static final long BOB = 12;

    private final FakeTelegram telegram = new FakeTelegram();
    private final MemoryLog log = new MemoryLog(telegram);

    @Test
    void history_and_live_messages_are_all_in_the_log() throws Exception {
        say(ANNA, 20);
        say(BOB, 30);
        log.start();
        log.readAll();

        say(ANNA, 3);
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
        assertThat(log.ofType("updateNewMessage")).hasSize(3);
        assertThat(log.ofType("message")).hasSize(50);
        assertThat(log.ofType("message")).allMatch(event -> event.origin() == Origin.BACKFILL);
    }

    @Test
    void an_edit_is_appended_as_told_and_the_message_whole() throws Exception {
        say(ANNA, 1);
        log.start();
        log.readAll();

        telegram.edit(ANNA, telegram.ids().getFirst());
        log.readAll();

        assertThat(log.ofType("updateMessageContent")).hasSize(1);
        assertThat(log.ofType("updateMessageEdited")).hasSize(1);
        RawEvent whole = log.ofType("message").getLast();
        assertThat(new String(whole.value(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("\"edit_date\":0");
        assertThat(whole.origin()).isEqualTo(Origin.LIVE);
    }

    @Test
    void a_message_that_tdlib_only_forgot_is_no_deletion() throws Exception {
        say(ANNA, 2);
        log.start();
        log.readAll();

        telegram.delete(ANNA, telegram.ids().getFirst(), false, true);
        telegram.delete(ANNA, telegram.ids().getFirst(), true, false);
        log.readAll();

        assertThat(log.ofType("updateDeleteMessages")).hasSize(1);
    }

    @Test
    void a_forbidden_chat_is_told_and_the_others_go_on() throws Exception {
        say(ANNA, 5);
        say(BOB, 5);
        telegram.refuse(ANNA, new TdError(400, "CHANNEL_PRIVATE"));

        log.start();
        log.readAll();

        assertThat(log.messages()).hasSize(5);
        assertThat(log.report().path("forbidden").toString())
                .isEqualTo("[{\"chat\":\"11\",\"reason\":\"CHANNEL_PRIVATE\"}]");
        assertThat(log.report().at("/backfill/percent").asInt()).isEqualTo(100);
    }

    @Test
    void a_flood_wait_is_told_with_its_end_and_obeyed() throws Exception {
        say(ANNA, 5);
        telegram.refuse(ANNA, new TdError(429, "Too Many Requests: retry after 61"));
        log.start();
        log.readAll();
        int asked = telegram.asked.size();
        Instant end = Instant.parse(log.report().path("flood_wait_until").stringValue());
        telegram.allow(ANNA);

        log.readAll();
        int askedDuring = telegram.asked.size();
        log.pass(Duration.ofSeconds(70));
        log.readAll();

        assertThat(end).isAfterOrEqualTo(log.begin().plusSeconds(61));
        assertThat(askedDuring).isEqualTo(asked);
        assertThat(log.messages()).isEqualTo(telegram.ids());
        assertThat(log.report().path("flood_wait_until").isNull()).isTrue();
    }

    @Test
    void nothing_is_done_of_the_history_until_the_chats_are_known() throws Exception {
        say(ANNA, 5);
        telegram.leaveUnanswered("loadChats");
        log.start();
        log.readAll();
        int before = log.report().at("/backfill/percent").asInt();

        telegram.answer();
        log.readAll();

        assertThat(before).isZero();
        assertThat(log.report().at("/backfill/percent").asInt()).isEqualTo(100);
    }

    @Test
    void a_history_that_is_refused_is_told() throws Exception {
        say(ANNA, 5);
        telegram.refuse(ANNA, new TdError(400, "CHAT_ADMIN_REQUIRED"));

        log.start();
        log.readAll();

        assertThat(log.report().at("/backfill/refused").asInt()).isEqualTo(1);
        assertThat(log.report().path("forbidden")).isEmpty();
    }

    @Test
    void a_request_that_stays_unanswered_is_told_until_the_answer_comes() throws Exception {
        say(ANNA, 5);
        telegram.leaveUnanswered("getChatHistory");
        log.start();
        log.readAll();

        log.pass(Duration.ofSeconds(3));
        JsonNode during = log.report();
        telegram.answer();
        JsonNode after = log.report();
        log.readAll();

        assertThat(during.path("unanswered_function").asString()).isEqualTo("getChatHistory");
        assertThat(Instant.parse(during.path("unanswered_since").asString()))
                .isBetween(log.begin(), log.begin().plusSeconds(3));
        assertThat(after.path("unanswered_since").isNull()).isTrue();
        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void a_session_that_telegram_ended_is_refused_with_what_to_do() throws Exception {
        log.start();

        telegram.authorization("authorizationStateLoggingOut");

        assertThatThrownBy(log::readAll)
                .isInstanceOf(AccountRejected.class)
                .hasMessageContaining("ingestor telegram login --name private");
    }

    /// TDLib never gets connected then.
    @Test
    @Timeout(30)
    void a_session_that_telegram_ended_while_nobody_was_connected_is_refused_at_once() {
        telegram.revoke();

        assertThatThrownBy(log::start)
                .isInstanceOf(AccountRejected.class)
                .hasMessageContaining("Telegram has signed this account out");
    }

    @Test
    @Timeout(30)
    void a_session_that_tdlib_closed_is_opened_again_until_that_works() throws Exception {
        say(ANNA, 5);
        log.start();
        log.readAll();
        telegram.closeSession();
        telegram.silently(ANNA);
        telegram.refuseOpening(new TdError(400, "Can't lock file"));

        for (int i = 0; i < 5; i++) {
            log.readOrReconnect();
        }
        log.readAll();

        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void a_connection_that_stays_away_is_told() throws Exception {
        log.start();
        log.readAll();
        telegram.connection("connectionStateConnecting");

        log.pass(Duration.ofSeconds(6));

        assertThatThrownBy(log::readAll)
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("connecting");
    }

    @Test
    void a_file_that_never_comes_is_left_in_the_end(@TempDir Path files) throws Exception {
        log.settings(AccountSettings.withFiles(Set.of(MediaType.DOCUMENT), 1));
        log.files(files);
        telegram.silentlyWithFile(ANNA);
        log.start();

        for (int i = 0; i < 20; i++) {
            log.readAll();
            log.pass(Duration.ofMinutes(1));
        }

        assertThat(log.report().at("/files/refused").asInt()).isEqualTo(1);
        assertThat(log.report().at("/files/waiting").asInt()).isZero();
        assertThat(log.messages()).isEqualTo(telegram.ids());
    }

    @Test
    void the_names_of_those_whom_a_message_knows_by_id_go_along() throws Exception {
        say(ANNA, 1);

        log.start();
        log.readAll();

        assertThat(log.ofType("message").getFirst().header(RawHeader.NAMES))
                .contains("{\"11\":\"chat 11\"}");
        assertThat(log.ofType("message").getFirst().account())
                .isEqualTo(AccountId.parse("telegram:77"));
    }

    private void say(long chat, int count) {
        for (int i = 0; i < count; i++) {
            telegram.say(chat);
        }
    }
}
