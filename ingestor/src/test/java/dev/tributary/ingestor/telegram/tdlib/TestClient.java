package dev.tributary.ingestor.telegram.tdlib;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.telegram.town.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A client of the real TDLib that remembers what it was told.
final class TestClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 100;

    private final TdClient client;
    private final List<TdUpdate> updates = new CopyOnWriteArrayList<>();

    private TestClient(TdClient client) {
        this.client = client;
    }

    static TestClient open(TdHub hub, TdSession session) throws Exception {
        TdClient client = hub.client(session, TdPurpose.SIGN_IN);
        TestClient test = new TestClient(client);
        client.listen(test.updates::add);
        client.open().get(PATIENCE.toSeconds(), SECONDS);
        return test;
    }

    void signIn(Account account) throws Exception {
        awaitState(TdAuthorization.WaitPhoneNumber.class);
        givePhoneAndCode(account);
        awaitState(TdAuthorization.Ready.class);
    }

    void givePhoneAndCode(Account account) throws Exception {
        ask("setAuthenticationPhoneNumber", "phone_number", "+" + account.person().phone());
        awaitState(TdAuthorization.WaitCode.class);
        ask("checkAuthenticationCode", "code", account.code());
    }

    /// @return the state, as soon as the client was told of one of that type
    <T extends TdAuthorization> T awaitState(Class<T> type) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                updates.stream()
                                        .map(TdAuthorization::of)
                                        .flatMap(Optional::stream)
                                        .filter(type::isInstance)
                                        .map(type::cast)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    void awaitConnected() {
        awaitUpdate("updateConnectionState", "connectionStateReady");
    }

    /// @return the update, as soon as the client was told of one of that type with that text
    TdUpdate awaitUpdate(String type, String text) {
        return await().atMost(PATIENCE)
                .until(() -> find(type, text), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<TdUpdate> find(String type, String text) {
        return updates.stream()
                .filter(update -> update.type().equals(type) && update.text().contains(text))
                .findFirst();
    }

    /// How many updates of that type with that text the client was told.
    long count(String type, String text) {
        return updates.stream()
                .filter(update -> update.type().equals(type) && update.text().contains(text))
                .count();
    }

    /// @param fields names and values in turn
    ObjectNode ask(String type, Object... fields) throws Exception {
        ObjectNode function = JsonMapper.shared().createObjectNode().put("@type", type);
        for (int i = 0; i < fields.length; i += 2) {
            function.putPOJO((String) fields[i], fields[i + 1]);
        }
        return client.ask(function).get(PATIENCE.toSeconds(), SECONDS);
    }

    /// The error that TDLib answers with.
    TdError askInVain(String type, Object... fields) throws Exception {
        try {
            ask(type, fields);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(TdError.class);
            return (TdError) e.getCause();
        }
        throw new AssertionError("\"" + type + "\" was answered");
    }

    void loadChats() throws Exception {
        for (String list : List.of("chatListMain", "chatListArchive")) {
            Map<String, String> chatList = Map.of("@type", list);
            boolean isMore = true;
            while (isMore) {
                try {
                    ask("loadChats", "chat_list", chatList, "limit", PAGE);
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).hasMessage("Not Found");
                    isMore = false;
                }
            }
        }
    }

    /// Ids of all the chat's messages, as the server counts.
    SortedSet<Integer> history(long chatId) throws Exception {
        SortedSet<Integer> ids = new TreeSet<>();
        long from = 0;
        while (true) {
            JsonNode messages = page(chatId, from).path("messages");
            if (messages.isEmpty()) {
                return ids;
            }
            for (JsonNode message : messages) {
                from = message.path("id").asLong();
                ids.add((int) (from >> 20));
            }
        }
    }

    ObjectNode page(long chatId, long from) throws Exception {
        return ask(
                "getChatHistory",
                "chat_id",
                chatId,
                "from_message_id",
                from,
                "offset",
                0,
                "limit",
                PAGE);
    }

    void close() throws Exception {
        client.close();
        client.closed().get(PATIENCE.toSeconds(), SECONDS);
    }
}
