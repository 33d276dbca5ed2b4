package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings.MediaType;
import dev.tributary.simulator.telegram.conduct.RpcError;
import dev.tributary.simulator.telegram.town.Media;
import dev.tributary.simulator.telegram.town.Post;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Telegram refuses requests, for a while or for good: the report says so while it lasts, and the
/// log ends with what Telegram shows.
@Tag("stack")
@Timeout(180)
class RefusedRequestsIT {

    /// What TDLib never asks for by itself.
    private static final String MEMBERS = "channels.getParticipants";

    /// TDLib asks again after a second, two, four.
    private static final int ERRORS = 3;

    @TempDir private Path directory;
    private ReadAccount ann;

    @BeforeEach
    void signIn() throws Exception {
        ann = ReadAccount.signedIn(directory);
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        ann.close();
    }

    @Test
    void a_long_flood_wait_is_told_with_its_end() throws Exception {
        // Given
        ann.faults().refuse(ann.id(), MEMBERS, 1, RpcError.floodWait(61));
        ann.log().start();

        // When
        ann.readUntil(() -> ann.told("/flood_wait_until").isString());
        Instant end = Instant.parse(ann.told("/flood_wait_until").asString());

        // Then
        assertThat(end).isAfter(Instant.now().plusSeconds(30));
        ann.readUntilAllIsThere();
        ann.readUntil(() -> ann.told("/flood_wait_until").isNull());
    }

    @Test
    void a_short_flood_wait_is_told_while_it_lasts() throws Exception {
        // Given
        ann.faults().refuse(ann.id(), MEMBERS, 1, RpcError.floodWait(8));
        ann.log().start();

        // When
        ann.readUntil(() -> ann.told("/unanswered_since").isString());

        // Then
        ann.readUntilAllIsThere();
        ann.readUntil(() -> ann.told("/unanswered_since").isNull());
    }

    @Test
    void errors_of_the_server_are_told_while_they_last() throws Exception {
        // Given
        ann.faults().refuse(ann.id(), MEMBERS, ERRORS, RpcError.internal());
        ann.log().start();

        // When
        ann.readUntil(() -> ann.told("/unanswered_since").isString());

        // Then
        ann.readUntilAllIsThere();
        ann.readUntil(() -> ann.told("/unanswered_since").isNull());
        assertThat(ann.refusals()).filteredOn("INTERNAL"::equals).hasSize(ERRORS);
    }

    @Test
    void a_chat_that_is_not_shown_is_told_and_read_when_it_is_shown_again() throws Exception {
        // Given
        long chat = ann.group.peer().chatId();
        ann.faults().forbid(ann.id(), chat, RpcError.chatForbidden());
        ann.log().start();

        // When
        ann.readUntil(() -> ann.told("/backfill/done").asInt() == ann.chats().size());
        String told = ann.told("/forbidden").toString();
        ann.log().close();
        ann.faults().allow(ann.id(), chat);
        ann.log().start();

        // Then
        assertThat(told).isEqualTo("[{\"chat\":\"" + chat + "\",\"reason\":\"CHAT_FORBIDDEN\"}]");
        ann.readUntilAllIsThere();
        assertThat(ann.told("/forbidden").isEmpty()).isTrue();
    }

    /// TDLib leaves the supergroup alone by itself.
    @Test
    void a_private_supergroup_is_told_and_the_others_are_read() throws Exception {
        // Given
        long chat = ann.channel.peer().chatId();
        ann.faults().forbid(ann.id(), chat, RpcError.channelPrivate());

        // When
        ann.log().start();

        // Then
        ann.readUntil(() -> ann.told("/forbidden/0/chat").asString("").equals("" + chat));
        ann.readUntil(() -> ann.log().messages().size() >= 2 * ReadAccount.HISTORY_OF_A_CHAT);
    }

    @Test
    void a_file_whose_reference_expired_and_that_is_elsewhere_is_fetched() throws Exception {
        // Given
        ann.log().settings(AccountSettings.withFiles(Set.of(MediaType.DOCUMENT), 50));
        ann.faults().migrate("upload.getFile", "FILE_MIGRATE", 2);
        ann.log().start();
        ann.readUntilAllIsThere();

        // When
        ann.say(ann.talk, document("plan.pdf"));
        ann.town().files().expireReferences();

        // Then
        ann.readUntil(() -> ann.told("/files/stored").asInt() == 1);
        ann.readUntilAllIsThere();
        assertThat(ann.refusals()).contains("FILE_REFERENCE_EXPIRED", "FILE_MIGRATE_2");
    }

    @Test
    void an_account_that_moves_to_another_data_center_is_read_there() throws Exception {
        // Given
        ann.log().settings(AccountSettings.withFiles(Set.of(MediaType.DOCUMENT), 50));
        ann.faults().migrate("upload.getFile", "FILE_MIGRATE", 2);
        ann.log().start();
        ann.say(ann.talk, document("plan.pdf"));
        ann.readUntil(() -> ann.told("/files/stored").asInt() == 1);

        // When
        ann.faults().move(ann.id(), 2);
        ann.chats().forEach(chat -> ann.say(chat, "said after the move"));

        // Then
        ann.readUntilAllIsThere();
        ann.log().close();
        ann.chats().forEach(chat -> ann.say(chat, "said before the next start"));
        ann.log().start();
        ann.readUntilAllIsThere();
        assertThat(ann.refusals()).contains("USER_MIGRATE_2");
    }

    private Post document(String name) {
        byte[] content = new byte[70_000];
        return Post.text("see")
                .with(new Media.Document(ann.town().files().put(content), name, "application/pdf"));
    }
}
