package dev.tributary.ingestor.status;

import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of `/status`: `{"accounts": [...]}`, absent values as null.
final class StatusJson {

    private StatusJson() {}

    static ObjectNode of(List<AccountStatus> accounts) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode list = root.putArray("accounts");
        accounts.forEach(account -> add(list.addObject(), account));
        return root;
    }

    private static void add(ObjectNode json, AccountStatus status) {
        json.put("name", status.name());
        json.put("source", status.service().wireName());
        json.put("account", status.account() == null ? null : status.account().toString());
        switch (status.state()) {
            case AccountState.Connecting _ -> state(json, "connecting", null, null);
            case AccountState.Connected _ -> state(json, "connected", null, null);
            case AccountState.BackingOff waiting ->
                    state(json, "backing_off", waiting.reason(), waiting.until());
            case AccountState.Rejected rejected -> state(json, "rejected", rejected.reason(), null);
            case AccountState.Standby standby ->
                    state(json, "standby", "read by " + standby.holder(), null);
            case AccountState.Stopped _ -> state(json, "stopped", null, null);
        }
        json.put("last_event_at", text(status.lastEvent()));
        json.put("processed", status.processed());
        json.put("saved", status.saved());
        json.put("failed", status.failed());
        json.put("skipped", status.skipped());
    }

    private static void state(
            ObjectNode json, String state, @Nullable String reason, @Nullable Instant until) {
        json.put("state", state);
        json.put("reason", reason);
        json.put("until", text(until));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
