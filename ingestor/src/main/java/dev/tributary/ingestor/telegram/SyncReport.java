package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.Questions.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the reading of an account tells of itself.
///
/// @param connection the service's word for how it is connected
/// @param connectionSince since when it is connected, or is not
/// @param messages that this process has given to the log
/// @param lastUpdate when TDLib last told something that went to the log; null if never
/// @param holes chats in which messages are missing that are being fetched
/// @param backfill how far the history is fetched
/// @param floodWaitUntil until when the service wants to be left alone; null if it does not
/// @param unanswered what the service has left unanswered longest; null if nothing takes long
/// @param forbidden chats that the service does not show, with its reason
/// @param sweep how missed edits and deletions are found
/// @param files how far the wanted files are fetched
/// @param lost updates that came faster than the log took them; they are fetched again
record SyncReport(
        String connection,
        Instant connectionSince,
        long messages,
        @Nullable Instant lastUpdate,
        int holes,
        Backfill backfill,
        @Nullable Instant floodWaitUntil,
        @Nullable Question unanswered,
        List<ForbiddenChat> forbidden,
        Sweep sweep,
        Files files,
        long lost) {

    SyncReport {
        forbidden = List.copyOf(forbidden);
    }

    /// The same, as it is connected now and held up now.
    SyncReport heldUpBy(
            String word, Instant since, @Nullable Instant floodUntil, @Nullable Question overdue) {
        return new SyncReport(
                word,
                since,
                messages,
                lastUpdate,
                holes,
                backfill,
                floodUntil,
                overdue,
                forbidden,
                sweep,
                files,
                lost);
    }

    /// @param chats whose history is wanted
    /// @param done of them, those that are not given among them
    /// @param percent the mean over the chats, by the ids of their messages; 0 until the chats are
    ///   known, and 100 only when all are done
    /// @param refused chats whose history is not given, though they are shown; it is asked for at
    ///   the next start
    /// @param messages fetched, over all runs
    /// @param open the chats that are not done, in their order
    record Backfill(
            int chats, int done, int percent, int refused, long messages, List<ChatProgress> open) {
        Backfill {
            open = List.copyOf(open);
        }

        private void write(ObjectNode json) {
            json.put("chats", chats);
            json.put("done", done);
            json.put("percent", percent);
            json.put("refused", refused);
            json.put("messages", messages);
            ArrayNode list = json.putArray("open");
            open.forEach(chat ->
                    list.addObject()
                            .put("chat", chat.chat())
                            .put("percent", chat.percent())
                            .put("messages", chat.messages()));
        }
    }

    record ChatProgress(String chat, int percent, long messages) {}

    record ForbiddenChat(String chat, String reason) {}

    /// @param window how old a message may be whose edit or deletion is found
    /// @param mostMessages of a chat that are read again: of more, the newest
    /// @param last when the last round ended; null if none has
    record Sweep(Duration window, int mostMessages, @Nullable Instant last) {

        private void write(ObjectNode json) {
            json.put("window_seconds", window.toSeconds());
            json.put("most_messages_a_chat", mostMessages);
            json.put("last_at", text(last));
        }
    }

    /// @param stored by this process
    /// @param waiting to be fetched, or being fetched
    /// @param left until the next start, because too many wait
    /// @param refused by Telegram; they are asked for at the next start
    /// @param isPaused because the disk does not take them
    record Files(long stored, long waiting, long left, long refused, boolean isPaused) {

        private void write(ObjectNode json) {
            json.put("stored", stored);
            json.put("waiting", waiting);
            json.put("left", left);
            json.put("refused", refused);
            json.put("paused", isPaused);
        }
    }

    /// For `/status`: `{"sync": {...}}`, absent values as null.
    ObjectNode json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ObjectNode json = root.putObject("sync");
        json.put("connection", connection);
        json.put("connection_since", text(connectionSince));
        json.put("messages", messages);
        json.put("last_update_at", text(lastUpdate));
        json.put("holes", holes);
        json.put("lost", lost);
        json.put("flood_wait_until", text(floodWaitUntil));
        json.put("unanswered_since", unanswered == null ? null : text(unanswered.since()));
        json.put("unanswered_function", unanswered == null ? null : unanswered.function());
        backfill.write(json.putObject("backfill"));
        ArrayNode list = json.putArray("forbidden");
        forbidden.forEach(
                chat -> list.addObject().put("chat", chat.chat()).put("reason", chat.reason()));
        sweep.write(json.putObject("sweep"));
        files.write(json.putObject("files"));
        return root;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
