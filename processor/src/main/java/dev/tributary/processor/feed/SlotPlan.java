package dev.tributary.processor.feed;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What to do with the slot before it is read.
sealed interface SlotPlan {

    /// The slot has all that the topic lacks.
    ///
    /// @param lsn what lies before is in the topic
    record Continue(long lsn) implements SlotPlan {}

    /// Nobody has ever read changes here.
    record Begin() implements SlotPlan {}

    /// The slot is gone, or the server has thrown away what it was to send.
    ///
    /// @param since changes committed after it may be missing; null where nobody knows
    record Replace(@Nullable Instant since) implements SlotPlan {}

    static SlotPlan of(Optional<FeedSlot.State> slot, Optional<FeedPosition> last) {
        Instant since = last.map(FeedPosition::at).orElse(null);
        if (slot.isEmpty()) {
            return last.isEmpty() ? new Begin() : new Replace(since);
        }
        if (slot.get().lost() || last.map(FeedPosition::replacing).orElse(false)) {
            return new Replace(since);
        }
        return new Continue(
                Math.max(slot.get().confirmed(), last.map(FeedPosition::lsn).orElse(0L)));
    }
}
