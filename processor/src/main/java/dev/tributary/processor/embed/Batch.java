package dev.tributary.processor.embed;

import dev.tributary.archive.Positions;
import dev.tributary.contract.event.TextHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Texts that wait to be embedded, and the steps to make when the last one is stored. Its vectors
/// may be stored earlier, slice by slice: they are named by their texts, so doing it again after a
/// failure changes nothing.
final class Batch {

    private final String group;
    private final List<Positions.Move> moves;
    private final Runnable stored;
    private final Deque<Text> waiting = new ArrayDeque<>();

    record Text(TextHash hash, String text) {}

    /// @param texts all of the batch
    /// @param missing those that have no vector yet
    /// @param group who makes the steps
    /// @param stored what to do when everything is in Postgres
    Batch(
            Map<TextHash, String> texts,
            Collection<TextHash> missing,
            String group,
            List<Positions.Move> moves,
            Runnable stored) {
        texts.forEach((hash, text) -> {
            if (missing.contains(hash)) {
                waiting.add(new Text(hash, text));
            }
        });
        this.group = group;
        this.moves = List.copyOf(moves);
        this.stored = stored;
    }

    List<Text> take(int most) {
        List<Text> slice = new ArrayList<>();
        while (slice.size() < most && !waiting.isEmpty()) {
            slice.add(waiting.remove());
        }
        return slice;
    }

    int waiting() {
        return waiting.size();
    }

    String group() {
        return group;
    }

    /// The steps that may be made now: all of them once nothing waits.
    List<Positions.Move> moves() {
        return waiting.isEmpty() ? moves : List.of();
    }

    /// Everything is in Postgres.
    void stored() {
        stored.run();
    }
}
