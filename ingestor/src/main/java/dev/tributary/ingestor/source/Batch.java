package dev.tributary.ingestor.source;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import java.util.List;
import java.util.Map;

/// What a source had to give, in the order in which its cursor moves.
///
/// @param skipped events that the operator's rules leave out; the steps' cursors are past them
public record Batch(List<Step> steps, long skipped) {

    public static final Batch EMPTY = new Batch(List.of(), 0);

    public Batch {
        steps = List.copyOf(steps);
    }

    /// Events that belong together and the cursors after them; usually one event.
    ///
    /// @param streams cursors of further streams of the account that move with these events, by the
    ///   streams' names
    public record Step(List<RawEvent> events, Cursor after, Map<String, Cursor> streams) {
        public Step {
            events = List.copyOf(events);
            streams = Map.copyOf(streams);
        }

        public Step(List<RawEvent> events, Cursor after) {
            this(events, after, Map.of());
        }
    }
}
