package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.tdlib.TdError;
import dev.tributary.ingestor.telegram.tdlib.TdUpdate;
import tools.jackson.databind.node.ObjectNode;

/// What comes from TDLib, in its order.
sealed interface Arrival {

    record Pushed(TdUpdate update) implements Arrival {}

    record Answered(Request request, ObjectNode answer) implements Arrival {}

    record Failed(Request request, TdError error) implements Arrival {}

    /// Work that was done on another thread; what follows from it is run on the reader's.
    record Done(Runnable then) implements Arrival {}

    /// So many updates should stand here and were dropped.
    record Lost(long count) implements Arrival {}
}
