package dev.tributary.ingestor.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.telegram.PatchedLibrary;
import dev.tributary.simulator.telegram.Truth;
import dev.tributary.simulator.telegram.conduct.RpcError;
import dev.tributary.simulator.telegram.script.Texts;
import dev.tributary.simulator.telegram.script.TownGenerator;
import dev.tributary.simulator.telegram.script.TownPlan;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Media;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.Posting;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// The real TDLib reads a simulated Telegram, which also misbehaves.
@Tag("stack")
@Timeout(180)
class SimulatedChatsIT {

    private static final String NEW = "updateNewMessage";
    private static final String HISTORY = "messages.getHistory";

    /// So much is in a chat that nobody has all of it without asking.
    private static final int SAID_BEFORE = 150;

    private static final long MIDDLE = 75L << 20;

    @TempDir private static Path copies;
    private static PatchedLibrary patched;

    @TempDir private Path directory;

    private final Town town = new Town(Clock.systemUTC());
    private final Account ann = town.addAccount("Ann", "One");
    private final Account ben = town.addAccount("Ben", "Two");
    private final Person cid = town.addPerson("Cid", "Three");
    private final PrivateChat talk = town.openPrivateChat(ann, cid);
    private final Group group = town.addGroup("Group", List.of(cid, ann.person(), ben.person()));
    private final Channel channel =
            town.addChannel(
                    "Supergroup",
                    Channel.Kind.SUPERGROUP,
                    List.of(cid, ann.person(), ben.person()));
    private SimulatedTelegram telegram;

    @BeforeAll
    static void patch() throws Exception {
        patched = RealTdLib.patched(copies);
    }

    private void start(Town simulated) throws Exception {
        telegram = SimulatedTelegram.start(patched, directory, simulated);
    }

    private TestClient startAndRead() throws Exception {
        remember(channel);
        start(town);
        return read(ann);
    }

    private void remember(Chat chat) {
        for (int i = 0; i < SAID_BEFORE; i++) {
            town.remember(chat, cid, Post.text("before " + i), town.clock().instant());
        }
    }

    private TestClient read(Account account) throws Exception {
        TestClient client = telegram.signIn(account);
        client.loadChats();
        return client;
    }

    @AfterEach
    void stop() throws Exception {
        if (telegram != null) {
            telegram.close();
        }
    }

    @Test
    void every_chats_history_is_the_truth() throws Exception {
        // Given
        TownPlan plan = TownPlan.usual(5).withChats(12).withMessages(2_000);
        Town generated = TownGenerator.generate(plan, Texts.generated(), Clock.systemUTC());
        Account account = generated.accounts().getFirst();
        start(generated);

        // When
        TestClient client = read(account);

        // Then
        for (Map.Entry<Long, Truth.ChatTruth> chat :
                telegram.simulator().truth(account).chats().entrySet()) {
            assertThat(client.history(chat.getKey()))
                    .isEqualTo(chat.getValue().messages().navigableKeySet());
        }
    }

    @Test
    void two_accounts_hear_what_is_said_changed_and_deleted() throws Exception {
        // Given
        start(town);
        List<TestClient> clients = List.of(read(ann), read(ben));

        // When
        Posting kept = town.post(group, cid, Post.text("to be kept"));
        Posting gone = town.post(channel, cid, Post.text("to be deleted"));
        town.edit(kept, "kept and changed");
        town.delete(gone);

        // Then
        for (TestClient client : clients) {
            client.awaitUpdate(NEW, "to be kept");
            client.awaitUpdate(NEW, "to be deleted");
            client.awaitUpdate("updateMessageContent", "kept and changed");
            client.awaitUpdate("updateDeleteMessages", "\"is_permanent\":true");
        }
    }

    @Test
    void chats_that_are_made_meanwhile_are_told() throws Exception {
        // Given
        TestClient client = startAndRead();

        // When
        Group fresh = town.addGroup("Fresh group", List.of(cid, ann.person()));
        town.post(fresh, cid, Post.text("said in the fresh group"));
        town.addChannel("Fresh supergroup", Channel.Kind.SUPERGROUP, List.of(cid, ann.person()));

        // Then
        client.awaitUpdate("updateNewChat", "Fresh group");
        client.awaitUpdate("updateNewChat", "Fresh supergroup");
        client.awaitUpdate(NEW, "said in the fresh group");
    }

    @Test
    void what_was_said_without_a_connection_comes_with_the_next_one() throws Exception {
        // Given
        TestClient client = startAndRead();

        // When
        telegram.simulator().dropConnections(ann);
        town.post(talk, cid, Post.text("said in private"));
        town.post(channel, cid, Post.text("said in the supergroup"));

        // Then
        client.awaitUpdate(NEW, "said in private");
        client.awaitUpdate(NEW, "said in the supergroup");
    }

    @Test
    void what_a_forgotten_session_was_not_told_is_asked_for() throws Exception {
        // Given
        TestClient client = startAndRead();
        telegram.simulator().faults().withholdUpdates(ann.person().id());
        town.post(talk, cid, Post.text("withheld in private"));
        town.post(channel, cid, Post.text("withheld in the supergroup"));
        telegram.simulator().faults().tell(ann.person().id());

        // When
        telegram.simulator().forgetSessions(ann);

        // Then
        client.awaitUpdate(NEW, "withheld in private");
        client.awaitUpdate(NEW, "withheld in the supergroup");
    }

    @Test
    void a_gap_in_the_count_is_filled() throws Exception {
        // Given
        TestClient client = startAndRead();
        telegram.simulator().faults().loseUpdates(ann.person().id(), 2);
        town.post(talk, cid, Post.text("lost in private"));
        town.post(channel, cid, Post.text("lost in the supergroup"));

        // When
        town.post(talk, cid, Post.text("after the loss in private"));
        town.post(channel, cid, Post.text("after the loss in the supergroup"));

        // Then
        client.awaitUpdate(NEW, "lost in private");
        client.awaitUpdate(NEW, "lost in the supergroup");
        client.awaitUpdate(NEW, "after the loss in private");
        client.awaitUpdate(NEW, "after the loss in the supergroup");
    }

    @Test
    void what_is_too_long_ago_is_not_told_and_what_comes_then_is() throws Exception {
        // Given
        TestClient client = startAndRead();
        town.keepEvents(2);
        telegram.simulator().faults().withholdUpdates(ann.person().id());
        for (int i = 0; i < 200; i++) {
            town.post(talk, cid, Post.text("too old in private"));
            town.post(channel, cid, Post.text("too old in the supergroup"));
        }
        town.post(channel, cid, Post.text("the newest of the supergroup"));
        telegram.simulator().faults().tell(ann.person().id());

        // When
        telegram.simulator().forgetSessions(ann);
        client.awaitUpdate("updateChatLastMessage", "the newest of the supergroup");
        town.post(talk, cid, Post.text("told in private"));
        town.post(channel, cid, Post.text("told in the supergroup"));

        // Then
        client.awaitUpdate(NEW, "told in private");
        client.awaitUpdate(NEW, "told in the supergroup");
        assertThat(client.count(NEW, "too old in")).isZero();
        assertThat(client.history(channel.peer().chatId()))
                .isEqualTo(channel.box().ids(channel.peer()));
    }

    @Test
    void what_was_said_while_the_program_did_not_run_comes_at_its_start() throws Exception {
        // Given
        startAndRead().close();
        town.post(talk, cid, Post.text("missed in private"));
        town.post(channel, cid, Post.text("missed in the supergroup"));

        // When
        TestClient client = telegram.open("session-" + ann.person().id());

        // Then
        client.awaitUpdate(NEW, "missed in private");
        client.awaitUpdate(NEW, "missed in the supergroup");
    }

    @Test
    void a_short_flood_wait_and_a_server_error_pass() throws Exception {
        // Given
        TestClient client = startAndRead();
        telegram.simulator().faults().refuse(HISTORY, 1, RpcError.floodWait(1));
        telegram.simulator().faults().refuse(HISTORY, 1, RpcError.internal());

        // When
        ObjectNode page = client.page(channel.peer().chatId(), MIDDLE);

        // Then
        assertThat(page.path("messages").size()).isPositive();
        assertThat(telegram.simulator().rpcLog().records())
                .filteredOn(call -> call.function().equals(HISTORY))
                .extracting(call -> call.refusal().orElse("answered"))
                .startsWith("FLOOD_WAIT_1", "INTERNAL", "answered");
    }

    @Test
    void a_long_flood_wait_is_told() throws Exception {
        // Given
        TestClient client = startAndRead();
        telegram.simulator().faults().refuse(HISTORY, 1, RpcError.floodWait(300));

        // When
        TdError error = inVain(client, channel.peer());

        // Then
        assertThat(error.code()).isEqualTo(429);
        assertThat(error).hasMessage("Too Many Requests: retry after 300");
    }

    @Test
    void a_forbidden_chat_is_told() throws Exception {
        // Given
        TestClient client = startAndRead();
        telegram.simulator()
                .faults()
                .forbid(ann.person().id(), channel.peer().chatId(), RpcError.channelPrivate());

        // When
        TdError error = inVain(client, channel.peer());

        // Then
        assertThat(error).hasMessage("CHANNEL_PRIVATE");
    }

    @Test
    void a_forbidden_group_is_told() throws Exception {
        // Given
        remember(group);
        TestClient client = startAndRead();
        telegram.simulator()
                .faults()
                .forbid(ann.person().id(), group.peer().chatId(), RpcError.chatForbidden());

        // When
        TdError error = inVain(client, group.peer());

        // Then
        assertThat(error).hasMessage("CHAT_FORBIDDEN");
    }

    private static TdError inVain(TestClient client, Peer chat) throws Exception {
        return client.askInVain(
                "getChatHistory",
                "chat_id",
                chat.chatId(),
                "from_message_id",
                MIDDLE,
                "offset",
                0,
                "limit",
                10);
    }

    @Test
    void a_file_comes_whole_though_its_reference_expired() throws Exception {
        // Given
        byte[] content = content();
        TestClient client = startAndRead();
        int file = postFile(client, content);
        town.files().expireReferences();

        // When
        Path path = download(client, file);

        // Then
        assertThat(Files.readAllBytes(path)).isEqualTo(content);
        assertThat(refusals()).contains("FILE_REFERENCE_EXPIRED");
    }

    @Test
    void a_file_of_another_data_center_is_fetched_there() throws Exception {
        // Given
        byte[] content = content();
        TestClient client = startAndRead();
        int file = postFile(client, content);
        telegram.simulator().faults().migrate("upload.getFile", "FILE_MIGRATE", 2);

        // When
        Path path = download(client, file);

        // Then
        assertThat(Files.readAllBytes(path)).isEqualTo(content);
        assertThat(refusals()).contains("FILE_MIGRATE_2");
        assertThat(telegram.simulator().rpcLog().counts()).containsKey("auth.importAuthorization");
    }

    @Test
    void an_account_that_moves_goes_on_where_it_has_a_key_already() throws Exception {
        // Given
        TestClient client = startAndRead();
        int file = postFile(client, content());
        telegram.simulator().faults().migrate("upload.getFile", "FILE_MIGRATE", 2);
        download(client, file);

        // When
        telegram.simulator().faults().move(ann.person().id(), 2);
        ObjectNode page = client.page(channel.peer().chatId(), MIDDLE);
        town.post(channel, cid, Post.text("said after the move"));

        // Then
        assertThat(page.path("messages").size()).isPositive();
        client.awaitUpdate(NEW, "said after the move");
        assertThat(refusals()).contains("USER_MIGRATE_2");
    }

    @Test
    void an_account_that_moves_where_it_has_no_key_is_signed_out_at_the_next_start()
            throws Exception {
        // Given
        TestClient client = startAndRead();
        telegram.simulator().faults().move(ann.person().id(), 2);
        telegram.simulator().forgetSessions(ann);
        await().atMost(Duration.ofSeconds(60)).until(() -> refusals().contains("USER_MIGRATE_2"));
        client.close();

        // When
        TestClient again = telegram.open("session-" + ann.person().id());

        // Then
        assertThat(again.awaitState(TdAuthorization.Ending.class).isLost()).isTrue();
    }

    private static byte[] content() {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        return content;
    }

    /// TDLib's id of the file.
    private int postFile(TestClient client, byte[] content) {
        Media file = new Media.Document(town.files().put(content), "plan.pdf", "application/pdf");
        town.post(talk, cid, Post.text("see").with(file));
        return client.awaitUpdate(NEW, "plan.pdf")
                .json()
                .at("/message/content/document/document/id")
                .asInt();
    }

    private static Path download(TestClient client, int file) throws Exception {
        ObjectNode downloaded =
                client.ask(
                        "downloadFile",
                        "file_id",
                        file,
                        "priority",
                        1,
                        "offset",
                        0,
                        "limit",
                        0,
                        "synchronous",
                        true);
        return Path.of(downloaded.at("/local/path").asString());
    }

    private List<String> refusals() {
        return telegram.simulator().rpcLog().records().stream()
                .flatMap(call -> call.refusal().stream())
                .toList();
    }
}
