package dev.tributary.ingestor.telegram;

import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Fetches what is missing in a chat, page by page from the end of the hole down, one page of a
/// chat at a time.
final class HoleFilling {

    private static final Logger LOG = LoggerFactory.getLogger(HoleFilling.class);

    /// What is older than this when it is found takes the bulk lane: nobody waits for it, and there
    /// may be much of it.
    private static final Duration RECENT = Duration.ofHours(1);

    private final Desk desk;
    private final Instant since;
    private final Set<Long> underWay = new HashSet<>();

    /// @param since where nothing of a chat is in the log, nothing that was sent before is missing
    HoleFilling(Desk desk, Instant since) {
        this.desk = desk;
        this.since = since;
    }

    /// Goes on until the chat has no hole any more, or is not given.
    void fill(long chat, ChatWatch watch) {
        if (!watch.isHole() || desk.forbidden().contains(chat) || !underWay.add(chat)) {
            return;
        }
        long end = watch.holeEnd();
        desk.requests()
                .ask(
                        new Request(
                                Urgency.HOLE,
                                Functions.getChatHistory(chat, end),
                                answer -> arrived(chat, watch, end, answer),
                                refusal -> refused(chat, refusal)));
    }

    private void arrived(long chat, ChatWatch watch, long end, ObjectNode answer) {
        underWay.remove(chat);
        if (watch.holeEnd() == end) {
            HistoryPage page = HistoryPage.of(answer, end);
            boolean isUnknown = watch.mark() == 0;
            HistoryPage missing = page.above(watch.mark());
            if (isUnknown) {
                missing = missing.since(since);
            }
            boolean isLast = page.isEmpty() || (isUnknown && page.reaches().isBefore(since));
            OptionalLong mark = watch.page(end, page.lowest(), isLast);
            desk.outbox().live(events(missing), moved(chat, mark));
            missing.messages().forEach(message -> desk.saw(message, Origin.LIVE));
        }
        fill(chat, watch);
    }

    /// The cursor of a chat whose mark has moved.
    static Map<String, Cursor> moved(long chat, OptionalLong mark) {
        return mark.isPresent()
                ? Map.of("chat:" + chat, new Cursor(Long.toString(mark.getAsLong())))
                : Map.of();
    }

    private List<RawEvent> events(HistoryPage missing) {
        Instant recent = desk.clock().instant().minus(RECENT);
        return missing.messages().stream()
                .map(message -> desk.records().message(message, lane(message, recent)))
                .toList();
    }

    private static Origin lane(JsonNode message, Instant recent) {
        return HistoryPage.sentAt(message).isBefore(recent) ? Origin.BACKFILL : Origin.LIVE;
    }

    private void refused(long chat, Refusal refusal) {
        underWay.remove(chat);
        if (refusal instanceof Refusal.Forbidden) {
            desk.forbidden().add(chat, refusal.reason());
        } else {
            LOG.atWarn()
                    .addKeyValue("account", desk.name())
                    .addKeyValue("chat", chat)
                    .addKeyValue("error", refusal.reason())
                    .log("Missed messages of a chat are not given; they are asked for again later");
        }
    }
}
