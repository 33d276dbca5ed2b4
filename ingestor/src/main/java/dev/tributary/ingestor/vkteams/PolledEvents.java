package dev.tributary.ingestor.vkteams;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.source.Batch.Step;
import dev.tributary.ingestor.source.SourceUnavailable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Decides what an answer to a poll becomes: which events are new, in which order, with which
/// cursor after each.
final class PolledEvents {

    private final ChatSelection selection;

    PolledEvents(ChatSelection selection) {
        this.selection = selection;
    }

    boolean selects(EventChat chat) {
        return selection.selects(chat);
    }

    /// Events in the order of their ids, each once, and only those after the cursor: then the
    /// cursor after each is its own id, and a batch may be committed in parts.
    List<EventSlice> fresh(List<EventSlice> events, long lastEventId) {
        Map<Long, EventSlice> byId = new LinkedHashMap<>();
        for (EventSlice event : events) {
            event.eventId().ifPresent(id -> byId.putIfAbsent(id, event));
        }
        return byId.values().stream()
                .filter(event -> id(event) > lastEventId)
                .sorted(Comparator.comparingLong(PolledEvents::id))
                .toList();
    }

    /// Elements without an event id cannot be told from a repetition; they go along with the last
    /// that has one.
    ///
    /// @param raw makes the raw event of a slice
    Batch batch(
            AccountId account,
            List<EventSlice> events,
            long lastEventId,
            Function<EventSlice, RawEvent> raw) {
        List<EventSlice> fresh = fresh(events, lastEventId);
        List<EventSlice> nameless = events.stream().filter(e -> e.eventId().isEmpty()).toList();
        if (fresh.isEmpty()) {
            if (!nameless.isEmpty()) {
                throw new SourceUnavailable(
                        "VK Teams gives the account \""
                                + account
                                + "\" "
                                + nameless.size()
                                + " events without an eventId and none with one");
            }
            return Batch.EMPTY;
        }
        List<Step> steps = new ArrayList<>();
        long skipped = 0;
        for (EventSlice event : fresh) {
            boolean selected = selection.selects(event.chat());
            skipped += selected ? 0 : 1;
            steps.add(
                    new Step(
                            selected ? List.of(raw.apply(event)) : List.of(),
                            new Cursor(Long.toString(id(event)))));
        }
        if (!nameless.isEmpty()) {
            steps.add(
                    new Step(
                            nameless.stream()
                                    .filter(event -> selection.selects(event.chat()))
                                    .map(raw)
                                    .toList(),
                            steps.getLast().after()));
        }
        return new Batch(steps, skipped);
    }

    private static long id(EventSlice event) {
        return event.eventId().orElseThrow();
    }
}
