package dev.tributary.processor.normalise;

import java.util.List;

/// What becomes of one raw record.
sealed interface Outcome {

    /// @param json the event's form in the event topics
    @SuppressWarnings("ArrayRecordComponent") // Written once and passed on; nobody compares it.
    record KeyedEvent(String key, byte[] json) {}

    record Events(List<KeyedEvent> events) implements Outcome {
        public Events {
            events = List.copyOf(events);
        }
    }

    /// The record says nothing that we know how to keep; it stays in the raw log.
    ///
    /// @param type the service's own name of the event's kind
    record Ignored(String type) implements Outcome {}

    /// The record is of a kind that nobody here has heard of; it stays in the raw log.
    ///
    /// @param kind the service's own name of it
    /// @param events what it says all the same
    record Unknown(String kind, List<KeyedEvent> events) implements Outcome {
        public Unknown {
            events = List.copyOf(events);
        }
    }

    /// The record belongs among the dead letters.
    record Unreadable(String reason) implements Outcome {}

    /// Our own code failed on the record, which is dead-lettered so that the stream goes on.
    record Defect(RuntimeException cause) implements Outcome {}
}
