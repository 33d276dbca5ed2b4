package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.contract.raw.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks now and then for what TDLib does not tell by itself: the contacts, and the members of
/// groups. An answer goes to the log if it is not the one before; nobody waits for it, so it takes
/// the bulk lane.
final class People {

    /// Of one group; the service gives no more than 10,000.
    private static final int MOST_PAGES = 50;

    private final Desk desk;
    private final Duration interval;
    private final Map<String, Integer> told = new HashMap<>();
    private final Deque<KnownChat> groups = new ArrayDeque<>();
    private boolean isAsking;
    private Instant due = Instant.MIN;

    People(Desk desk, Duration interval) {
        this.desk = desk;
        this.interval = interval;
    }

    void proceed(Instant now) {
        if (!due.isAfter(now)) {
            due = now.plus(interval);
            desk.requests()
                    .ask(
                            new Request(
                                    Urgency.UPKEEP,
                                    Functions.getContacts(),
                                    answer -> append(answer, "contacts", null),
                                    _ -> {}));
            groups.clear();
            desk.directory().chats().stream()
                    .filter(chat -> chat.isListed() && desk.rules().selects(chat))
                    .forEach(groups::add);
        }
        if (!isAsking && !groups.isEmpty()) {
            ask(groups.removeFirst());
        }
    }

    private void ask(KnownChat chat) {
        if (desk.forbidden().contains(chat.id())) {
            return;
        }
        if (chat.type() == ChatType.GROUP) {
            ask(
                    chat,
                    Functions.getBasicGroupFullInfo(-chat.id()),
                    answer -> append(answer, Long.toString(chat.id()), chat.id()));
        } else if (chat.type() == ChatType.SUPERGROUP) {
            long bare = chat.supergroup();
            ask(
                    chat,
                    Functions.getSupergroupFullInfo(bare),
                    answer -> {
                        if (answer.path("can_get_members").asBoolean(false)) {
                            members(chat, bare, 0);
                        }
                    });
        }
    }

    private void members(KnownChat chat, long bare, int page) {
        ask(
                chat,
                Functions.getSupergroupMembers(bare, page * Functions.MEMBERS),
                answer -> {
                    int count = answer.path("members").size();
                    if (count > 0) {
                        append(answer, chat.id() + (page == 0 ? "" : ":" + (page + 1)), chat.id());
                    }
                    if (count >= Functions.MEMBERS && page + 1 < MOST_PAGES) {
                        members(chat, bare, page + 1);
                    }
                });
    }

    private void ask(KnownChat chat, ObjectNode function, Consumer<ObjectNode> use) {
        isAsking = true;
        desk.requests()
                .ask(
                        new Request(
                                Urgency.UPKEEP,
                                function,
                                answer -> {
                                    isAsking = false;
                                    use.accept(answer);
                                },
                                refusal -> {
                                    isAsking = false;
                                    if (refusal instanceof Refusal.Forbidden) {
                                        desk.forbidden().add(chat.id(), refusal.reason());
                                    }
                                }));
    }

    private void append(JsonNode answer, String id, @Nullable Long chat) {
        Integer before = told.put(id, answer.hashCode());
        if (before == null || before != answer.hashCode()) {
            desk.outbox()
                    .backfill(
                            List.of(desk.records().object(answer, id, chat, Origin.BACKFILL)),
                            Map.of());
        }
    }
}
