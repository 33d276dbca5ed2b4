package dev.tributary.ingestor.telegram;

import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.TelegramIds;
import dev.tributary.contract.raw.Origin;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Decides what an update becomes: which go to the log, and what else each makes us do.
final class LiveUpdates {

    /// What the archive or somebody who reads the raw log can use. Left out on purpose is what only
    /// draws a window (drafts, read marks, options, files under way) and `updateChatLastMessage`,
    /// which would put each message into the log a second time.
    static final Set<String> APPENDED =
            Set.of(
                    "updateNewMessage",
                    "updateMessageContent",
                    "updateMessageEdited",
                    "updateDeleteMessages",
                    "updateMessageIsPinned",
                    "updateMessageInteractionInfo",
                    "updateNewChat",
                    "updateChatTitle",
                    "updateChatPhoto",
                    "updateChatPosition",
                    "updateChatAddedToList",
                    "updateChatRemovedFromList",
                    "updateChatPermissions",
                    "updateUser",
                    "updateUserFullInfo",
                    "updateUserStatus",
                    "updateBasicGroup",
                    "updateBasicGroupFullInfo",
                    "updateSupergroup",
                    "updateSupergroupFullInfo",
                    "updateForumTopicInfo");

    /// Those that TDLib tells of everybody and everything it knows when it is opened.
    private static final Set<String> REPEATED =
            Set.of(
                    "updateNewChat",
                    "updateChatPosition",
                    "updateChatAddedToList",
                    "updateUser",
                    "updateUserStatus",
                    "updateBasicGroup",
                    "updateSupergroup");

    /// Each is of other messages than the one before, while of anything else the last word counts.
    private static final Set<String> OF_MESSAGES =
            Set.of(
                    "updateMessageContent",
                    "updateMessageEdited",
                    "updateDeleteMessages",
                    "updateMessageIsPinned",
                    "updateMessageInteractionInfo");

    private final Desk desk;
    private final Holes holes;
    private final Edits edits;

    /// What was told of chats that are not known to be the account's.
    private final Map<Long, List<TdUpdate>> untilListed = new HashMap<>();

    private @Nullable Instant last;

    LiveUpdates(Desk desk, Holes holes, Edits edits) {
        this.desk = desk;
        this.holes = holes;
        this.edits = edits;
    }

    void take(TdUpdate update) {
        OptionalLong chat = chat(update);
        look(update, chat.orElse(0));
        if (!APPENDED.contains(update.type()) || isNoDeletion(update)) {
            return;
        }
        if (chat.isPresent() && isLeftAlone(desk.chat(chat.getAsLong()))) {
            untilListed.remove(chat.getAsLong());
            desk.outbox().skip();
            return;
        }
        if (chat.isPresent() && waits(update, desk.chat(chat.getAsLong()))) {
            return;
        }
        pass(update);
    }

    private void pass(TdUpdate update) {
        JsonNode json = update.json();
        switch (update.type()) {
            case "updateNewMessage" -> newMessage(update, json.path("message"));
            case "updateMessageContent", "updateMessageEdited" -> {
                append(update, Map.of());
                edits.edited(json.path("chat_id").asLong(), json.path("message_id").asLong());
            }
            case "updateDeleteMessages" -> {
                append(update, Map.of());
                desk.recent().gone(json.path("chat_id").asLong(), json.path("message_ids"));
            }
            default -> append(update, Map.of());
        }
    }

    /// TDLib also tells of chats that somebody's message mentions. Of those the archive wants
    /// nothing, and which they are shows when the others are put into a list. Until that has been
    /// done for the first time any chat may be the account's, and TDLib tells what was edited and
    /// deleted since the last time.
    private boolean waits(TdUpdate update, KnownChat chat) {
        if (!chat.isListed() && !update.type().equals("updateNewMessage")) {
            List<TdUpdate> waiting = untilListed.computeIfAbsent(chat.id(), _ -> new ArrayList<>());
            if (holes.areChatsListed() || !OF_MESSAGES.contains(update.type())) {
                waiting.removeIf(before -> before.type().equals(update.type()));
            }
            waiting.add(update);
            return true;
        }
        List<TdUpdate> before = untilListed.remove(chat.id());
        if (before != null) {
            before.forEach(this::pass);
        }
        return false;
    }

    /// A group is told of before its chat: what it is nobody can say yet.
    private boolean isLeftAlone(KnownChat chat) {
        return chat.type() != null && !desk.rules().selects(chat);
    }

    private void newMessage(TdUpdate update, JsonNode message) {
        long id = HistoryPage.id(message);
        KnownChat chat = desk.chat(message.path("chat_id").asLong());
        // A message that waits to be sent gets its place, and its own update, when it is.
        if (TelegramIds.message(id).isEmpty()) {
            return;
        }
        desk.saw(message, Origin.LIVE);
        append(update, holes.live(chat, id));
    }

    private void append(TdUpdate update, Map<String, Cursor> streams) {
        last = desk.clock().instant();
        desk.outbox().live(List.of(desk.records().update(update, origin(update))), streams);
    }

    /// What TDLib repeats at each start is no news.
    private Origin origin(TdUpdate update) {
        return REPEATED.contains(update.type()) && !holes.areChatsListed()
                ? Origin.BACKFILL
                : Origin.LIVE;
    }

    /// What may show that a chat is new, or has messages that were not told.
    private void look(TdUpdate update, long chat) {
        switch (update.type()) {
            case "updateNewMessage" ->
                    holes.told(chat, HistoryPage.id(update.json().path("message")));
            case "updateChatPosition", "updateChatAddedToList", "updateNewChat" ->
                    holes.changed(chat);
            case "updateChatLastMessage" ->
                    holes.newest(chat, HistoryPage.id(update.json().path("last_message")));
            case "updateConnectionState" -> {
                if (Presence.isReady(update)) {
                    holes.caughtUp();
                } else {
                    holes.interrupted();
                }
            }
            default -> {}
        }
    }

    /// TDLib also tells of messages that it has only put out of its memory.
    private static boolean isNoDeletion(TdUpdate update) {
        return update.type().equals("updateDeleteMessages")
                && (!update.json().path("is_permanent").asBoolean(false)
                        || update.json().path("from_cache").asBoolean(false));
    }

    /// Empty for an update that is of no chat.
    private static OptionalLong chat(TdUpdate update) {
        JsonNode json = update.json();
        return switch (update.type()) {
            case "updateNewMessage" -> id(json.path("message").path("chat_id"));
            case "updateNewChat" -> id(json.path("chat").path("id"));
            case "updateBasicGroup" -> group(json.path("basic_group").path("id"), false);
            case "updateBasicGroupFullInfo" -> group(json.path("basic_group_id"), false);
            case "updateSupergroup" -> group(json.path("supergroup").path("id"), true);
            case "updateSupergroupFullInfo" -> group(json.path("supergroup_id"), true);
            default -> id(json.path("chat_id"));
        };
    }

    private static OptionalLong group(JsonNode bare, boolean isSuper) {
        if (bare.asLong(0) <= 0) {
            return OptionalLong.empty();
        }
        ChatId chat =
                isSuper
                        ? TelegramIds.channel(bare.asLong())
                        : TelegramIds.basicGroup(bare.asLong());
        return OptionalLong.of(Long.parseLong(chat.value()));
    }

    private static OptionalLong id(JsonNode id) {
        return id.asLong(0) == 0 ? OptionalLong.empty() : OptionalLong.of(id.asLong());
    }

    /// When something last went to the log; null if nothing has.
    @Nullable Instant last() {
        return last;
    }
}
