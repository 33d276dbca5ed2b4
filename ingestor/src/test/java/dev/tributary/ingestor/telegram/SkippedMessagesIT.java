package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real TDLib and a Telegram that has forgotten what happened: TDLib goes on without it, the
/// log does not.
@Tag("stack")
@Timeout(180)
class SkippedMessagesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        town.post(talk, cid, Post.text("hello"));
        town.post(group, cid, Post.text("hello all"));
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
        log.start();
        readUntilAllIsThere();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        log.close();
        hub.close();
        telegram.close();
        assertThat(telegram.telegram().violations()).isEmpty();
    }

    @Test
    void what_telegram_no_longer_tells_of_a_channel_is_fetched() throws Exception {
        sayUntold(group);

        town.post(group, cid, Post.text("told"));

        readUntilAllIsThere();
    }

    @Test
    void what_telegram_no_longer_tells_of_a_chat_is_fetched_with_its_next_message()
            throws Exception {
        sayUntold(talk);
        telegram.telegram().forgetSessions(ann);

        town.post(talk, cid, Post.text("told"));

        readUntilAllIsThere();
    }

    private void sayUntold(Chat chat) {
        telegram.telegram().faults().withholdUpdates(ann.person().id());
        for (int i = 0; i < 30; i++) {
            town.post(chat, cid, Post.text("untold " + i));
        }
        town.forgetEvents();
        telegram.telegram().faults().tell(ann.person().id());
    }

    private void readUntilAllIsThere() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        SortedMap<Long, SortedMap<Integer, String>> truth =
                LoggedChats.of(telegram.telegram().truth(ann));
        while (!log.chats().present().equals(truth)) {
            assertThat(Instant.now())
                    .as(() ->
                            log.report()
                                    + " lacks "
                                    + LoggedChats.differences(truth, log.chats().present()))
                    .isBefore(end);
            log.readOrReconnect();
        }
    }
}
