package dev.tributary.standalone.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.telegram.TelegramSimulator;
import dev.tributary.simulator.telegram.conduct.Revocation;
import dev.tributary.simulator.telegram.conduct.RpcError;
import dev.tributary.simulator.telegram.script.LiveScript;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.script.TownGenerator;
import dev.tributary.simulator.telegram.script.TownPlan;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Media;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Telegram does everything wrong once while people talk, edit and delete. One account only has to
/// wait long, the other meets everything else; `query-cli status` tells of it while it lasts.
@Tag("stack")
class TelegramFaultsIT {

    private static final int RATE = 10;
    private static final int MESSAGES = 800;

    /// What TDLib never asks for by itself.
    private static final String MEMBERS = "channels.getParticipants";

    private static final String FILE = "upload.getFile";
    private static final int OTHER_CENTER = 2;

    /// How many changes of a chat Telegram tells who comes back.
    private static final int REMEMBERED = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path directory;

    private final Town town =
            TownGenerator.generate(
                    TownPlan.usual(1).withChats(12).withMessages(MESSAGES),
                    Texts.generated(),
                    Clock.systemUTC());
    private final Account ann = town.accounts().getFirst();
    private final Account ben = town.accounts().getLast();
    private final Group hidden = chat(Group.class, _ -> true);
    private TelegramTown simulated;
    private TelegramSimulator telegram;
    private Reading reading;
    private StatusWatch status;

    @BeforeEach
    void start() throws Exception {
        simulated = TelegramTown.start(town, directory, "media_types = [\"document\"]");
        telegram = simulated.simulator();
        long id = ben.person().id();
        telegram.faults().refuse(ann.person().id(), MEMBERS, 1, RpcError.floodWait(61));
        telegram.faults().refuse(id, MEMBERS, 1, RpcError.floodWait(8));
        telegram.faults().refuse(id, MEMBERS, 3, RpcError.internal());
        telegram.faults().forbid(id, hidden.peer().chatId(), RpcError.chatForbidden());
        reading = Reading.start(simulated, directory);
        status = new StatusWatch(reading.stack());
    }

    @AfterEach
    void stop() throws Exception {
        reading.close();
        simulated.close();
    }

    @Test
    void each_is_told_while_it_lasts_and_the_archive_is_what_telegram_has() throws Exception {
        try (LiveScript talk = Reading.talk(town, RATE, 2)) {
            waits();
            hiddenGroup();
            fileElsewhereWhoseReferenceExpired();
            moveToAnotherCenter();
            noConnection(talk);
            lostUpdates(talk);
            moreThanTelegramRemembers();
            endOfTheLongWait();
            longAbsence();
        }
        awaitTruth(List.of(ann, ben));
        signedOut();
        reading.assertNothingWasWritten();
    }

    private void waits() {
        status.awaitConnected(
                ben,
                sync ->
                        sync.path("unanswered_function")
                                .asString("")
                                .equals("getSupergroupMembers"));
        status.awaitConnected(
                ann,
                sync ->
                        StatusWatch.instant(sync.path("flood_wait_until"))
                                .isAfter(Instant.now().plusSeconds(20)));
        status.awaitConnected(ben, sync -> sync.path("unanswered_since").isNull());
    }

    private void hiddenGroup() {
        String told =
                "[{\"chat\":\"%d\",\"reason\":\"CHAT_FORBIDDEN\"}]"
                        .formatted(hidden.peer().chatId());
        status.awaitConnected(ben, sync -> sync.path("forbidden").toString().equals(told));
    }

    private void fileElsewhereWhoseReferenceExpired() {
        telegram.faults().migrate(FILE, "FILE_MIGRATE", OTHER_CENTER);
        telegram.faults().refuse(ben.person().id(), FILE, 2, RpcError.internal());
        long file = town.files().put(new byte[70_000]);
        PrivateChat chat = chat(PrivateChat.class, _ -> true);
        town.post(
                chat,
                chat.other(),
                Post.text("see").with(new Media.Document(file, "plan.pdf", "application/pdf")));
        town.files().expireReferences();

        status.awaitConnected(ben, sync -> sync.at("/files/waiting").asInt() > 0);
        status.awaitConnected(ben, sync -> sync.at("/files/waiting").asInt(1) == 0);
        assertThat(refusals()).contains("FILE_REFERENCE_EXPIRED", "FILE_MIGRATE_2");
    }

    private void moveToAnotherCenter() {
        telegram.faults().move(ben.person().id(), OTHER_CENTER);
        telegram.forgetSessions(ben);

        await().atMost(PATIENCE).until(() -> refusals().contains("USER_MIGRATE_2"));
        status.awaitConnected(ben, StatusWatch::isReady);
    }

    private void noConnection(LiveScript talk) {
        Instant before = Instant.now();
        telegram.cutOff(ben);
        status.awaitTold(
                ben,
                "connecting",
                sync -> !StatusWatch.isReady(sync) && StatusWatch.since(sync).isAfter(before));
        assertThat(status.state(ann)).isEqualTo("connected");
        goOn(talk);
        telegram.reconnect(ben);

        status.awaitConnected(ben, StatusWatch::isReady);
    }

    private void lostUpdates(LiveScript talk) {
        telegram.faults().loseUpdates(ben.person().id(), 2 * RATE);
        goOn(talk);

        status.awaitConnected(
                ben,
                sync ->
                        sync.at("/sweep/window_seconds").asLong() > 0
                                && sync.at("/sweep/last_at").isString());
    }

    private void moreThanTelegramRemembers() {
        Channel group = chat(Channel.class, each -> each.kind() == Channel.Kind.SUPERGROUP);
        telegram.faults().withholdUpdates(ben.person().id());
        for (int i = 0; i < 2 * REMEMBERED; i++) {
            town.post(group, group.creator(), Post.text("withheld " + i));
        }
        town.keepEvents(REMEMBERED);
        telegram.faults().tell(ben.person().id());
        telegram.forgetSessions(ben);

        // The account is not connected meanwhile, on an idle machine for less than a status takes.
        String withheld =
                "select count(*) from messages where account = '%s' and text like 'withheld %%'"
                        .formatted(TelegramTown.id(ben));
        await().atMost(PATIENCE).until(() -> reading.stack().count(withheld) == 2L * REMEMBERED);
        status.awaitState(ben, "connected"::equals);
        town.keepEvents(Integer.MAX_VALUE);
    }

    private void endOfTheLongWait() {
        status.awaitConnected(ann, sync -> sync.path("flood_wait_until").isNull());
    }

    /// The process ends, and Telegram has forgotten all that happens until it is back.
    private void longAbsence() throws Exception {
        telegram.faults().allow(ben.person().id(), hidden.peer().chatId());
        ProcessHandle process = Reading.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        PrivateChat chat = chat(PrivateChat.class, _ -> true);
        synchronized (town) {
            town.post(chat, chat.other(), Post.text("said in the absence"));
            town.edit(town.post(chat, chat.other(), Post.text("said")), "edited in the absence");
            town.forgetEvents();
        }
        simulated.wasAwayFor(Duration.ofDays(2), Reading.data(directory));

        status.awaitState(ben, state -> !state.equals("connected"));
        for (Account account : List.of(ann, ben)) {
            status.awaitState(account, "connected"::equals);
        }
    }

    private void signedOut() {
        telegram.revoke(ann, Revocation.SESSION_REVOKED);
        status.awaitRejected(ann);
        PrivateChat chat = chat(PrivateChat.class, _ -> true);
        town.post(chat, chat.other(), Post.text("said to who is still there"));
        awaitTruth(List.of(ben));
        telegram.revoke(ben, Revocation.USER_DEACTIVATED_BAN);

        status.awaitRejected(ben);
    }

    private void goOn(LiveScript talk) {
        long then = talk.posts() + 4L * RATE;
        await().atMost(PATIENCE).until(() -> talk.posts() >= then);
    }

    private void awaitTruth(List<Account> accounts) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    for (Account account : accounts) {
                        assertThat(reading.faults(account)).isEmpty();
                    }
                });
    }

    private List<String> refusals() {
        return telegram.rpcLog().records().stream()
                .flatMap(call -> call.refusal().stream())
                .toList();
    }

    private <T extends Chat> T chat(Class<T> kind, Predicate<T> which) {
        return ben.chats().values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(which)
                .findFirst()
                .orElseThrow();
    }
}
