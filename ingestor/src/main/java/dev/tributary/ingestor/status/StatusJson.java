package dev.tributary.ingestor.status;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of `/status`: `{"accounts": [...], "connected": [...]}`, absent values as null.
final class StatusJson {

    private static final String READ_BY = "read by ";

    /// The keys of every account; any other is of its source.
    private static final List<String> OURS =
            List.of(
                    "name",
                    "source",
                    "account",
                    "state",
                    "reason",
                    "until",
                    "last_event_at",
                    "processed",
                    "saved",
                    "failed",
                    "skipped");

    private StatusJson() {}

    static ObjectNode of(List<AccountStatus> accounts) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode list = root.putArray("accounts");
        accounts.forEach(account -> add(list.addObject(), account));
        connected(root.putArray("connected"), accounts);
        return root;
    }

    /// How many accounts of each source are connected, by the sources' names.
    private static void connected(ArrayNode list, List<AccountStatus> accounts) {
        Map<String, List<AccountStatus>> sources =
                accounts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        account -> account.service().wireName(),
                                        TreeMap::new,
                                        Collectors.toList()));
        sources.forEach((source, its) ->
                list.addObject()
                        .put("source", source)
                        .put("connected", its.stream().filter(StatusJson::isConnected).count())
                        .put("accounts", its.size()));
    }

    private static boolean isConnected(AccountStatus account) {
        return account.state() instanceof AccountState.Connected;
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
                    state(json, "standby", READ_BY + standby.holder(), null);
            case AccountState.Stopped _ -> state(json, "stopped", null, null);
        }
        json.put("last_event_at", text(status.lastEvent()));
        json.put("processed", status.processed());
        json.put("saved", status.saved());
        json.put("failed", status.failed());
        json.put("skipped", status.skipped());
        json.setAll(status.details());
    }

    /// What [#of] wrote, in another process.
    static List<AccountStatus> read(ObjectNode root) {
        List<AccountStatus> accounts = new ArrayList<>();
        for (JsonNode each : root.path("accounts")) {
            accounts.add(account((ObjectNode) each));
        }
        return List.copyOf(accounts);
    }

    private static AccountStatus account(ObjectNode json) {
        String account = json.path("account").asString("");
        ObjectNode details = json.deepCopy();
        details.remove(OURS);
        return new AccountStatus(
                json.path("name").asString(""),
                Service.of(json.path("source").asString("")),
                account.isEmpty() ? null : AccountId.parse(account),
                state(json),
                instant(json, "last_event_at"),
                json.path("saved").asLong(0),
                json.path("failed").asLong(0),
                json.path("skipped").asLong(0),
                details);
    }

    private static AccountState state(ObjectNode json) {
        String reason = json.path("reason").asString("");
        String state = json.path("state").asString("");
        return switch (state) {
            case "connecting" -> AccountState.Connecting.FIRST;
            case "connected" -> new AccountState.Connected(0);
            case "backing_off" ->
                    new AccountState.BackingOff(
                            reason,
                            Objects.requireNonNullElse(instant(json, "until"), Instant.EPOCH),
                            0);
            case "rejected" -> new AccountState.Rejected(reason);
            case "standby" ->
                    new AccountState.Standby(
                            reason.startsWith(READ_BY)
                                    ? reason.substring(READ_BY.length())
                                    : reason,
                            0);
            case "stopped" -> new AccountState.Stopped();
            default ->
                    throw new IllegalArgumentException(
                            "\"" + state + "\" is no state of an account");
        };
    }

    private static @Nullable Instant instant(ObjectNode json, String key) {
        String text = json.path(key).asString("");
        return text.isEmpty() ? null : Instant.parse(text);
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
