package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdError;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An account as TDLib shows it, without TDLib: chats with messages, told once to whoever is
/// connected. It answers at once, on the caller's thread, what it is not told to leave unanswered.
final class FakeTelegram {

    static final long STEP = ChatWatch.STEP;

    /// Fewer than asked for.
    private static final int PAGE = 7;

    /// When the first message was sent, in seconds of Unix time.
    private static final long DAWN = 1_790_000_000L;

    private final Map<Long, NavigableMap<Long, ObjectNode>> chats = new TreeMap<>();
    private final Map<Long, TdError> refused = new TreeMap<>();
    private final Map<Long, Integer> members = new TreeMap<>();
    final List<String> asked = new ArrayList<>();
    int renewals;
    private @Nullable Client connected;
    private long lastMessage;
    private String unanswered = "";
    private boolean isRevoked;
    private @Nullable TdError openingRefused;
    private final List<Runnable> answers = new ArrayList<>();

    /// A chat with a person, known to all connected.
    void chat(long id) {
        chats.put(id, new TreeMap<>());
        Client client = connected;
        if (client != null) {
            client.tell(newChat(id));
        }
    }

    /// A group whose size TDLib tells when it is asked for.
    ///
    /// @return the chat
    long group(long bare, int count) {
        long chat = -1_000_000_000_000L - bare;
        members.put(chat, count);
        chat(chat);
        return chat;
    }

    /// Whatever is asked of the chat is answered so from now on.
    void refuse(long chat, TdError error) {
        refused.put(chat, error);
    }

    void allow(long chat) {
        refused.remove(chat);
    }

    /// What is asked by this function waits for its answer from now on.
    void leaveUnanswered(String function) {
        unanswered = function;
    }

    /// All that waits, and what comes after.
    void answer() {
        unanswered = "";
        List<Runnable> waiting = List.copyOf(answers);
        answers.clear();
        waiting.forEach(Runnable::run);
    }

    /// A message that TDLib tells.
    long say(long chat) {
        long id = silently(chat);
        Client client = connected;
        if (client != null) {
            client.tell(update("updateNewMessage").set("message", messages(chat).get(id)));
            client.tell(last(chat));
        }
        return id;
    }

    /// A message that TDLib takes note of and tells nobody, as it does when a process dies.
    long silently(long chat) {
        long id = ++lastMessage * STEP;
        messages(chat).put(id, message(chat, id));
        return id;
    }

    private static ObjectNode message(long chat, long id) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        message.put("@type", "message").put("id", id).put("chat_id", chat);
        message.put("date", sentAt(id)).put("edit_date", 0);
        message.putObject("content").put("@type", "messageText");
        return message;
    }

    /// As many messages as an answer of the history holds, of which this client alone knows.
    void sayHere(long chat) {
        for (int i = 1; i <= PAGE; i++) {
            messages(chat).put(lastMessage * STEP + i, message(chat, lastMessage * STEP + i));
        }
    }

    /// A message with a file, of which TDLib tells nothing.
    long silentlyWithFile(long chat) {
        long id = silently(chat);
        ObjectNode content = messages(chat).get(id).putObject("content");
        ObjectNode file = content.put("@type", "messageDocument").putObject("document");
        file.putObject("document")
                .put("id", 1)
                .put("size", 100)
                .putObject("remote")
                .put("unique_id", "u" + id);
        return id;
    }

    static long sentAt(long id) {
        return DAWN + id / STEP;
    }

    void editSilently(long chat, long id) {
        ObjectNode message = messages(chat).get(id).deepCopy();
        messages(chat).put(id, message.put("edit_date", sentAt(id) + 1));
    }

    /// In the second of the last edit.
    void rewordSilently(long chat, long id, String words) {
        ObjectNode message = messages(chat).get(id).deepCopy();
        message.withObject("/content/text").put("text", words);
        messages(chat).put(id, message);
    }

    void edit(long chat, long id) {
        editSilently(chat, id);
        Client client = connected;
        if (client != null) {
            for (String type : List.of("updateMessageContent", "updateMessageEdited")) {
                client.tell(update(type).put("chat_id", chat).put("message_id", id));
            }
        }
    }

    void deleteSilently(long chat, long id) {
        messages(chat).remove(id);
    }

    void delete(long chat, long id, boolean isPermanent, boolean fromCache) {
        Client client = connected;
        if (client != null) {
            ObjectNode update = update("updateDeleteMessages").put("chat_id", chat);
            update.put("is_permanent", isPermanent).put("from_cache", fromCache);
            update.putArray("message_ids").add(id);
            client.tell(update);
        }
        if (isPermanent) {
            deleteSilently(chat, id);
        }
    }

    /// The newest message of the chat is told, and nothing else of it.
    void tellNewest(long chat) {
        Client client = connected;
        if (client != null) {
            client.tell(last(chat));
        }
    }

    /// TDLib does not know the chat's newest message any more.
    void loseSight(long chat) {
        Client client = connected;
        if (client != null) {
            client.tell(update("updateChatLastMessage").put("chat_id", chat));
        }
    }

    /// So many messages of which TDLib tells the last alone, as it does in a channel where too much
    /// has happened.
    void skip(long chat, int count) {
        for (int i = 1; i < count; i++) {
            silently(chat);
        }
        loseSight(chat);
        say(chat);
    }

    void connection(String state) {
        Client client = connected;
        if (client != null) {
            ObjectNode update = update("updateConnectionState");
            update.putObject("state").put("@type", state);
            client.tell(update);
        }
    }

    /// Telegram has signed the account out: TDLib finds that when it connects, a moment after it
    /// has opened the session.
    void revoke() {
        isRevoked = true;
    }

    /// The next opening of the session fails.
    void refuseOpening(TdError error) {
        openingRefused = error;
    }

    /// TDLib closes the session by itself.
    void closeSession() {
        Client client = connected;
        if (client != null) {
            client.close();
        }
    }

    void authorization(String state) {
        Client client = connected;
        if (client != null) {
            ObjectNode update = update("updateAuthorizationState");
            update.putObject("authorization_state").put("@type", state);
            client.tell(update);
        }
    }

    /// All ids of all chats that the server has given.
    List<Long> ids() {
        return chats.values().stream()
                .flatMap(chat -> chat.keySet().stream())
                .filter(id -> id % STEP == 0)
                .sorted()
                .toList();
    }

    /// The process that was connected is no more.
    TdClient connect(boolean isOutdated) {
        renewals += isOutdated ? 1 : 0;
        Client client = new Client();
        connected = client;
        return client;
    }

    private NavigableMap<Long, ObjectNode> messages(long chat) {
        return chats.computeIfAbsent(chat, _ -> new TreeMap<>());
    }

    private static ObjectNode update(String type) {
        return JsonMapper.shared().createObjectNode().put("@type", type);
    }

    private ObjectNode newChat(long id) {
        ObjectNode update = update("updateNewChat");
        update.set("chat", chatObject(id));
        return update;
    }

    private ObjectNode chatObject(long id) {
        ObjectNode chat = update("chat").put("id", id).put("title", "chat " + id);
        String type = members.containsKey(id) ? "chatTypeSupergroup" : "chatTypePrivate";
        chat.putObject("type").put("@type", type);
        position(chat.putArray("positions"));
        return chat;
    }

    private ObjectNode last(long chat) {
        ObjectNode update = update("updateChatLastMessage").put("chat_id", chat);
        NavigableMap<Long, ObjectNode> messages = messages(chat);
        if (!messages.isEmpty()) {
            update.set("last_message", messages.lastEntry().getValue());
        }
        position(update.putArray("positions"));
        return update;
    }

    private static void position(ArrayNode positions) {
        positions.addObject().put("order", "1").putObject("list").put("@type", "chatListMain");
    }

    private final class Client implements TdClient {

        private final List<Consumer<TdUpdate>> listeners = new ArrayList<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private boolean isLoaded;

        private void tell(ObjectNode update) {
            ObjectNode told = update.deepCopy();
            TdUpdate text = new TdUpdate(told.path("@type").asString(""), told, told.toString());
            listeners.forEach(listener -> listener.accept(text));
        }

        @Override
        public void listen(Consumer<TdUpdate> listener) {
            listeners.add(listener);
        }

        @Override
        public CompletableFuture<ObjectNode> open() {
            TdError refusal = openingRefused;
            openingRefused = null;
            if (refusal != null) {
                return CompletableFuture.failedFuture(refusal);
            }
            authorization("authorizationStateReady");
            connection(isRevoked ? "connectionStateConnecting" : "connectionStateReady");
            return CompletableFuture.completedFuture(update("ok"));
        }

        @Override
        public CompletableFuture<ObjectNode> ask(ObjectNode function) {
            String type = function.path("@type").asString("");
            asked.add(type);
            CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
            if (type.equals(unanswered)) {
                answers.add(() -> complete(answer, function));
            } else {
                complete(answer, function);
            }
            return answer;
        }

        private void complete(CompletableFuture<ObjectNode> answer, ObjectNode function) {
            try {
                answer.complete(answer(function));
            } catch (TdError e) {
                answer.completeExceptionally(e);
            }
        }

        private ObjectNode answer(ObjectNode function) {
            long chat = function.path("chat_id").asLong(0);
            if (refused.containsKey(chat)) {
                throw refused.get(chat);
            }
            return switch (function.path("@type").asString("")) {
                case "getMe" -> me();
                case "loadChats" -> loadChats(function);
                case "getChat" -> chatObject(chat);
                case "getChatHistory" -> history(chat, function.path("from_message_id").asLong());
                case "getMessage" -> find(chat, function.path("message_id").asLong());
                case "getMessages" -> messagesOf(chat, function);
                case "getContacts" -> {
                    ObjectNode users = update("users").put("total_count", 0);
                    users.putArray("user_ids");
                    yield users;
                }
                case "getSupergroupFullInfo" -> group(function.path("supergroup_id").asLong());
                case "downloadFile" -> throw new TdError(500, "not today");
                default -> throw new TdError(400, "unknown function");
            };
        }

        /// TDLib knows it without asking.
        private ObjectNode me() {
            if (isRevoked) {
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(this::end);
            }
            return update("user").put("id", 77);
        }

        private void end() {
            authorization("authorizationStateLoggingOut");
            closed.complete(null);
        }

        private ObjectNode group(long bare) {
            int count = members.getOrDefault(-1_000_000_000_000L - bare, 0);
            ObjectNode group = update("supergroupFullInfo").put("member_count", count);
            ObjectNode told = update("updateSupergroupFullInfo").put("supergroup_id", bare);
            tell(told.set("supergroup_full_info", group));
            return group;
        }

        private ObjectNode loadChats(ObjectNode function) {
            if (isLoaded
                    || function.path("chat_list").path("@type").asString("").contains("Archive")) {
                throw new TdError(404, "Not Found");
            }
            isLoaded = true;
            chats.keySet().forEach(id -> tell(newChat(id)));
            chats.keySet().forEach(id -> tell(last(id)));
            return update("ok");
        }

        /// Fewer than asked for, as TDLib likes to.
        private ObjectNode history(long chat, long below) {
            ObjectNode answer = update("messages");
            ArrayNode page = answer.putArray("messages");
            messages(chat).headMap(below, false).descendingMap().values().stream()
                    .limit(PAGE)
                    .forEach(page::add);
            return answer;
        }

        private ObjectNode find(long chat, long id) {
            ObjectNode message = messages(chat).get(id);
            if (message == null) {
                throw new TdError(404, "Not Found");
            }
            return message.deepCopy();
        }

        private ObjectNode messagesOf(long chat, ObjectNode function) {
            ObjectNode answer = update("messages");
            ArrayNode found = answer.putArray("messages");
            function.path("message_ids").forEach(id -> found.add(messages(chat).get(id.asLong())));
            return answer;
        }

        @Override
        public CompletableFuture<Void> closed() {
            return closed;
        }

        @Override
        public void close() {
            closed.complete(null);
        }
    }
}
