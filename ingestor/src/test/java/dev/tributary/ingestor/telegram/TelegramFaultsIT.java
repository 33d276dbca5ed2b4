package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingestor.source.AccountRejected;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.simulator.telegram.conduct.Revocation;
import dev.tributary.simulator.telegram.conduct.RpcError;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.Posting;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real TDLib and a Telegram that misbehaves: the log ends with what Telegram has.
@Tag("stack")
@Timeout(180)
class TelegramFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int HISTORY = 250;

    @TempDir private Path directory;

    private final Town town = new Town(Clock.systemUTC());
    private final Account ann = town.addAccount("Ann", "One");
    private final Person cid = town.addPerson("Cid", "Two");
    private final PrivateChat talk = town.openPrivateChat(ann, cid);
    private final Channel group =
            town.addChannel("Group", Channel.Kind.SUPERGROUP, List.of(cid, ann.person()));
    private LocalTelegram telegram;
    private TdHub hub;
    private MemoryLog log;

    @BeforeEach
    void signIn() throws Exception {
        Instant begin = Instant.now().minusSeconds(HISTORY * 60L);
        for (int i = 0; i < HISTORY; i++) {
            town.remember(
                    i % 2 == 0 ? talk : group, cid, Post.text("old " + i), begin.plusSeconds(i));
        }
        telegram = LocalTelegram.open(town, directory);
        hub = telegram.hub();
        telegram.signIn(hub, telegram.session(ann), ann);
        log =
                MemoryLog.real(() -> {
                    try {
                        return hub.client(telegram.session(ann), TdPurpose.READ);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        log.close();
        hub.close();
        telegram.close();
        assertThat(telegram.telegram().violations()).isEmpty();
    }

    @Test
    void dropped_connections_and_lost_sessions_lose_nothing() throws Exception {
        log.start();

        telegram.telegram().dropConnections(ann);
        town.post(talk, cid, Post.text("after a drop"));
        readUntilAllIsThere();
        telegram.telegram().forgetSessions(ann);
        town.post(group, cid, Post.text("after a lost session"));

        readUntilAllIsThere();
    }

    @Test
    void updates_that_telegram_never_told_are_in_the_log_in_the_end() throws Exception {
        log.start();
        readUntilAllIsThere();
        Posting edited = town.post(talk, cid, Post.text("to be edited"));
        Posting deleted = town.post(talk, cid, Post.text("to be deleted"));
        readUntilAllIsThere();

        telegram.telegram().faults().loseUpdates(ann.person().id(), 3);
        town.post(talk, cid, Post.text("never told"));
        town.edit(edited, "edited");
        town.delete(deleted);
        town.post(talk, cid, Post.text("told"));

        readUntilAllIsThere();
    }

    @Test
    void a_long_flood_wait_is_shown_with_its_end_and_short_ones_and_errors_pass() throws Exception {
        telegram.telegram()
                .faults()
                .refuse(ann.person().id(), "messages.getHistory", 1, RpcError.internal());
        telegram.telegram()
                .faults()
                .refuse(ann.person().id(), "messages.getHistory", 1, RpcError.floodWait(1));
        telegram.telegram()
                .faults()
                .refuse(ann.person().id(), "messages.getHistory", 1, RpcError.floodWait(61));
        log.start();

        readUntil(() -> log.report().path("flood_wait_until").isString());
        Instant end = Instant.parse(log.report().path("flood_wait_until").asString());

        assertThat(end).isAfter(Instant.now().plusSeconds(30));
        readUntilAllIsThere();
        readUntil(() -> log.report().path("flood_wait_until").isNull());
    }

    @Test
    void a_chat_that_is_not_shown_is_told_and_the_others_are_read() throws Exception {
        telegram.telegram()
                .faults()
                .forbid(ann.person().id(), group.peer().chatId(), RpcError.channelPrivate());
        log.start();

        readUntil(() -> log.report().at("/backfill/done").asInt() == 2);

        assertThat(log.report().at("/forbidden/0/chat").asString())
                .isEqualTo(Long.toString(group.peer().chatId()));
        assertThat(log.messages()).hasSizeGreaterThanOrEqualTo(HISTORY / 2);
    }

    @Test
    void an_account_that_telegram_signs_out_is_refused_with_what_to_do() throws Exception {
        log.start();
        readUntilAllIsThere();

        telegram.telegram().revoke(ann, Revocation.SESSION_REVOKED);

        assertThatThrownBy(() -> readUntil(() -> false))
                .isInstanceOf(AccountRejected.class)
                .hasMessageContaining("ingestor telegram login");
    }

    private void readUntilAllIsThere() throws Exception {
        readUntil(
                () -> log.chats().present().equals(LoggedChats.of(telegram.telegram().truth(ann))));
    }

    private void readUntil(BooleanSupplier condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(() -> log.report() + " lacks " + missing()).isBefore(end);
            log.readOrReconnect();
        }
    }

    private Set<String> missing() {
        return LoggedChats.differences(
                LoggedChats.of(telegram.telegram().truth(ann)), log.chats().present());
    }
}
