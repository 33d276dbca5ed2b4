package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the recent messages again, in rounds: TDLib tells an edit and a deletion once, and not
/// again to the next process. What differs from the log goes there.
final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Desk desk;
    private final Duration window;
    private final Duration interval;
    private final Deque<Portion> portions = new ArrayDeque<>();
    private int underWay;
    private int found;
    private Instant due = Instant.MIN;
    private boolean isRunning;
    private @Nullable Instant last;

    private record Portion(long chat, List<Long> ids) {}

    Sweep(Desk desk, Duration window, Duration interval) {
        this.desk = desk;
        this.window = window;
        this.interval = interval;
    }

    /// The next round begins now, or after the one that runs.
    void hurry() {
        due = Instant.MIN;
    }

    void proceed(Instant now) {
        if (!isRunning && !due.isAfter(now)) {
            begin(now);
        }
        while (!portions.isEmpty() && underWay < Urgency.UPKEEP.mostUnderWay()) {
            ask(portions.removeFirst());
        }
        if (isRunning && portions.isEmpty() && underWay == 0) {
            end(now);
        }
    }

    private void begin(Instant now) {
        isRunning = true;
        found = 0;
        due = now.plus(interval);
        desk.recent()
                .all()
                .forEach((chat, ids) -> {
                    if (desk.rules().selects(desk.chat(chat)) && !desk.forbidden().contains(chat)) {
                        for (int from = 0; from < ids.size(); from += Functions.PAGE) {
                            int to = Math.min(from + Functions.PAGE, ids.size());
                            portions.add(new Portion(chat, List.copyOf(ids.subList(from, to))));
                        }
                    }
                });
    }

    private void end(Instant now) {
        isRunning = false;
        last = now;
        if (found > 0) {
            LOG.atInfo()
                    .addKeyValue("account", desk.name())
                    .addKeyValue("count", found)
                    .log("Edits and deletions that TDLib had not told were found");
        }
    }

    private void ask(Portion portion) {
        underWay++;
        desk.requests()
                .ask(
                        new Request(
                                Urgency.UPKEEP,
                                Functions.getMessages(portion.chat(), portion.ids()),
                                answer -> arrived(portion, answer),
                                refusal -> refused(portion.chat(), refusal)));
    }

    /// The answer has the messages in the order in which they were asked for, null in place of one
    /// that is no more.
    private void arrived(Portion portion, ObjectNode answer) {
        underWay--;
        JsonNode messages = answer.path("messages");
        if (messages.size() != portion.ids().size()) {
            skipped(portion.chat(), "not as many as were asked for");
            return;
        }
        List<Long> missing = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            long id = portion.ids().get(i);
            RecentMessages.Seen seen = desk.recent().find(portion.chat(), id);
            JsonNode message = messages.get(i);
            if (seen == null) {
                continue;
            }
            if (message.isNull()) {
                missing.add(id);
            } else if (RecentMessages.Seen.of(message).isOtherThan(seen)) {
                changed(message);
            }
        }
        if (!missing.isEmpty()) {
            found += missing.size();
            missing.forEach(id -> desk.recent().gone(portion.chat(), id));
            desk.outbox().live(List.of(desk.records().missing(portion.chat(), missing)), Map.of());
        }
    }

    private void changed(JsonNode message) {
        found++;
        desk.saw(message, Origin.LIVE);
        desk.outbox().live(List.of(desk.records().message(message, Origin.LIVE)), Map.of());
    }

    private void refused(long chat, Refusal refusal) {
        underWay--;
        if (refusal instanceof Refusal.Forbidden) {
            desk.forbidden().add(chat, refusal.reason());
        } else {
            skipped(chat, refusal.reason());
        }
    }

    private void skipped(long chat, String reason) {
        LOG.atWarn()
                .addKeyValue("account", desk.name())
                .addKeyValue("chat", chat)
                .addKeyValue("error", reason)
                .log("Recent messages of a chat are not given again; they are asked for next time");
    }

    SyncReport.Sweep report() {
        return new SyncReport.Sweep(window, RecentMessages.MOST, last);
    }
}
