package dev.tributary.processor.store;

import dev.tributary.archive.LogPartition;
import dev.tributary.archive.Positions.Move;
import dev.tributary.contract.event.ChatEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Entries that are stored together. Those of one partition stand in the order of its log, so each
/// part of a batch is again one.
record Batch(List<Entry> entries) {

    Batch {
        entries = List.copyOf(entries);
    }

    List<ChatEvent> events() {
        return entries.stream()
                .filter(Entry.Parsed.class::isInstance)
                .map(entry -> ((Entry.Parsed) entry).event())
                .toList();
    }

    List<Entry.Garbled> garbled() {
        return entries.stream()
                .filter(Entry.Garbled.class::isInstance)
                .map(Entry.Garbled.class::cast)
                .toList();
    }

    /// Without what is stored already.
    Batch after(Map<LogPartition, Long> passed) {
        return new Batch(
                entries.stream()
                        .filter(entry ->
                                entry.record().offset()
                                        >= passed.getOrDefault(entry.partition(), 0L))
                        .toList());
    }

    /// Where the group goes on after this batch.
    Map<LogPartition, Long> next() {
        Map<LogPartition, Long> next = new TreeMap<>();
        entries.forEach(entry -> next.put(entry.partition(), entry.record().offset() + 1));
        return next;
    }

    /// @param positions where the group is now; 0 where it never was
    List<Move> moves(Map<LogPartition, Long> positions) {
        return next().entrySet().stream()
                .map(next ->
                        new Move(
                                next.getKey(),
                                positions.getOrDefault(next.getKey(), 0L),
                                next.getValue()))
                .toList();
    }

    Batch firstHalf() {
        return new Batch(entries.subList(0, entries.size() / 2));
    }

    Batch secondHalf() {
        return new Batch(entries.subList(entries.size() / 2, entries.size()));
    }
}
