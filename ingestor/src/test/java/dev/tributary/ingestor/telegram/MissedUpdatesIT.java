package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Posting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Telegram does not tell everything: the log ends with what it has, and the report says in which
/// window edits and deletions are found.
@Tag("stack")
@Timeout(180)
class MissedUpdatesIT {

    /// More than Telegram remembers.
    private static final int MANY = 120;

    @TempDir private Path directory;
    private ReadAccount ann;
    private final Map<Chat, Posting> edited = new HashMap<>();
    private final Map<Chat, Posting> deleted = new HashMap<>();

    @BeforeEach
    void read() throws Exception {
        ann = ReadAccount.signedIn(directory);
        ann.log().start();
        ann.readUntilAllIsThere();
        for (Chat chat : ann.chats()) {
            edited.put(chat, ann.say(chat, "to be edited"));
            deleted.put(chat, ann.say(chat, "to be deleted"));
        }
        ann.readUntilAllIsThere();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        ann.close();
    }

    @Test
    void updates_that_were_lost_on_the_way_are_in_the_log() throws Exception {
        ann.faults().loseUpdates(ann.id(), 2 * ann.chats().size());
        ann.chats().forEach(this::change);
        ann.chats().forEach(chat -> ann.say(chat, "told"));

        ann.readUntilAllIsThere();
    }

    @Test
    void updates_that_were_withheld_are_in_the_log_when_the_session_is_lost() throws Exception {
        ann.faults().withholdUpdates(ann.id());
        ann.chats().forEach(chat -> ann.say(chat, "withheld"));
        ann.chats().forEach(this::change);
        ann.faults().tell(ann.id());
        ann.telegram().forgetSessions(ann.account());

        ann.readUntilAllIsThere();
    }

    /// `updates.channelDifferenceTooLong`: TDLib begins the chat anew.
    @Test
    void more_of_a_supergroup_than_telegram_remembers_is_in_the_log() throws Exception {
        // Given
        ann.faults().withholdUpdates(ann.id());
        for (int i = 0; i < MANY; i++) {
            ann.say(ann.channel, "withheld " + i);
        }
        change(ann.channel);
        ann.town().forgetEvents();
        ann.faults().tell(ann.id());

        // When
        ann.telegram().forgetSessions(ann.account());

        // Then
        ann.readUntilAllIsThere();
    }

    /// `updates.differenceTooLong`: TDLib takes the new count and asks for nothing.
    @Test
    void what_telegram_no_longer_tells_of_chats_is_fetched_with_the_next_message()
            throws Exception {
        // Given
        ann.faults().withholdUpdates(ann.id());
        for (Chat chat : List.of(ann.talk, ann.group)) {
            ann.say(chat, "withheld");
            change(chat);
        }
        ann.town().forgetEvents();
        ann.faults().tell(ann.id());
        ann.telegram().cutOff(ann.account());
        ann.readUntil(() -> !ann.told("/connection").asString("").equals("ready"));
        ann.telegram().reconnect(ann.account());
        long asked = differences();
        ann.say(ann.talk, "passed over, too");
        ann.readUntil(() -> differences() >= asked + 2);

        // When
        ann.say(ann.talk, "told");

        // Then
        ann.readUntilAllIsThere();
    }

    @Test
    void what_was_changed_in_a_long_absence_is_in_the_log() throws Exception {
        // Given
        ann.log().close();
        ann.wasAwayFor(Duration.ofDays(2));
        ann.chats().forEach(chat -> ann.say(chat, "said in the absence"));
        ann.chats().forEach(this::change);
        ann.town().forgetEvents();

        // When
        ann.log().start();

        // Then
        ann.readUntilAllIsThere();
    }

    @Test
    void the_report_says_what_the_sweep_finds_and_when_it_last_did() throws Exception {
        // When
        ann.readUntil(() -> ann.told("/sweep/last_at").isString());

        // Then
        assertThat(Instant.parse(ann.told("/sweep/last_at").asString()))
                .isAfter(Instant.now().minus(Duration.ofMinutes(2)));
        assertThat(ann.told("/sweep/window_seconds").asLong())
                .isEqualTo(Duration.ofDays(2).toSeconds());
        assertThat(ann.told("/sweep/most_messages_a_chat").asInt()).isPositive();
    }

    /// How often TDLib has asked what it missed.
    private long differences() {
        return ann.telegram().rpcLog().counts().getOrDefault("updates.getDifference", 0);
    }

    private void change(Chat chat) {
        ann.town().edit(edited.get(chat), "edited");
        ann.town().delete(deleted.get(chat));
    }
}
