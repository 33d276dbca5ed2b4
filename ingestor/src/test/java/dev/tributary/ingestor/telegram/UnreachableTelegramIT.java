package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingestor.source.SourceUnavailable;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The connection goes, for a moment or for longer, and sessions with it: the log ends with what
/// Telegram has.
@Tag("stack")
@Timeout(180)
class UnreachableTelegramIT {

    @TempDir private Path directory;
    private ReadAccount ann;

    @BeforeEach
    void read() throws Exception {
        ann = ReadAccount.signedIn(directory);
        ann.log().start();
        ann.readUntilAllIsThere();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        ann.close();
    }

    @Test
    void dropped_connections_and_lost_sessions_lose_nothing() throws Exception {
        ann.telegram().dropConnections(ann.account());
        ann.say(ann.talk, "after a drop");
        ann.readUntilAllIsThere();
        ann.telegram().forgetSessions(ann.account());
        ann.say(ann.channel, "after a lost session");

        ann.readUntilAllIsThere();
    }

    @Test
    void a_connection_that_stays_away_is_told_until_it_is_back() throws Exception {
        // Given
        Instant before = Instant.now();
        ann.telegram().cutOff(ann.account());
        ann.chats().forEach(chat -> ann.say(chat, "said meanwhile"));

        // When
        assertThatThrownBy(() -> ann.log().read(Integer.MAX_VALUE))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageMatching("Telegram is not reached \\(.*connecting.*\\).*");
        String word = ann.told("/connection").asString();
        Instant since = Instant.parse(ann.told("/connection_since").asString());
        ann.telegram().reconnect(ann.account());

        // Then
        assertThat(word).contains("connecting");
        assertThat(since).isBetween(before.minusMillis(1), Instant.now());
        ann.readUntilAllIsThere();
        ann.readUntil(() -> ann.told("/connection").asString().equals("ready"));
    }
}
