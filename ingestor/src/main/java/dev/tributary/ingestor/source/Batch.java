package dev.tributary.ingestor.source;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import java.util.List;

/// What a source had to give, in the order in which its cursor moves.
///
/// @param skipped events that the operator's rules leave out; the steps' cursors are past them
public record Batch(List<Step> steps, long skipped) {

    public static final Batch EMPTY = new Batch(List.of(), 0);

    public Batch {
        steps = List.copyOf(steps);
    }

    /// Events that belong together and the cursor after them; usually one event.
    public record Step(List<RawEvent> events, Cursor after) {
        public Step {
            events = List.copyOf(events);
        }
    }
}
