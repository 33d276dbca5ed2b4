package dev.tributary.cli.status;

import dev.tributary.cli.render.Grid;
import dev.tributary.cli.render.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an ingestor says of an account whose history it fetches: how far it is, and what holds it
/// up.
///
/// @param json as the ingestor wrote it
public record SyncProgress(JsonNode json) {

    /// The words for a connection; there are many for none.
    private static final Set<String> CONNECTED = Set.of("ready", "updating");

    private static final int SECONDS_AN_HOUR = 3_600;

    /// @param account an element of `accounts` of `/status`
    /// @return null if its source tells nothing of the kind
    static @Nullable SyncProgress of(JsonNode account) {
        JsonNode sync = account.path("sync");
        return sync.isObject() ? new SyncProgress(sync) : null;
    }

    /// Of several accounts, by their names; empty where there are none.
    static List<Report.Section> section(List<List<String>> rows) {
        return rows.isEmpty()
                ? List.of()
                : List.of(
                        new Report.Section(
                                "Synchronisation",
                                new Grid(
                                        List.of(
                                                "ACCOUNT",
                                                "SERVICE",
                                                "MESSAGES",
                                                "HISTORY",
                                                "FILES",
                                                "REMARKS",
                                                "CHANGES FOUND OF"),
                                        Set.of(2),
                                        rows)));
    }

    List<String> cells(String account) {
        JsonNode backfill = json.path("backfill");
        return List.of(
                account,
                json.path("connection").asString(""),
                Long.toString(json.path("messages").asLong(0)),
                String.format(
                        Locale.ROOT,
                        "%d %%, %d of %d chats",
                        backfill.path("percent").asInt(0),
                        backfill.path("done").asInt(0),
                        backfill.path("chats").asInt(0)),
                files(),
                String.join("; ", remarks()),
                json.at("/sweep/window_seconds").asLong(0) / SECONDS_AN_HOUR + " h");
    }

    /// Empty where none are wanted, or none were found yet.
    private String files() {
        long stored = json.at("/files/stored").asLong(0);
        long waiting = json.at("/files/waiting").asLong(0);
        return stored + waiting == 0 ? "" : stored + " stored, " + waiting + " waiting";
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        String since = json.path("connection_since").asString("");
        if (!since.isEmpty() && !CONNECTED.contains(json.path("connection").asString(""))) {
            remarks.add("not connected since " + since);
        }
        String flood = json.path("flood_wait_until").asString("");
        if (!flood.isEmpty()) {
            remarks.add("asked too much, waits until " + flood);
        }
        String unanswered = json.path("unanswered_since").asString("");
        if (!unanswered.isEmpty()) {
            String function = json.path("unanswered_function").asString("");
            remarks.add("no answer to " + function + " since " + unanswered);
        }
        count(remarks, "chats with missed messages", json.path("holes").asLong(0));
        count(remarks, "chats not shown to it", json.path("forbidden").size());
        count(remarks, "histories refused", json.at("/backfill/refused").asLong(0));
        count(remarks, "updates that came too fast", json.path("lost").asLong(0));
        count(remarks, "files refused", json.at("/files/refused").asLong(0));
        count(remarks, "files left until the next start", json.at("/files/left").asLong(0));
        if (json.at("/files/paused").asBoolean(false)) {
            remarks.add("files wait for room on the disk");
        }
        return remarks;
    }

    private static void count(List<String> remarks, String what, long count) {
        if (count > 0) {
            remarks.add(what + ": " + count);
        }
    }
}
