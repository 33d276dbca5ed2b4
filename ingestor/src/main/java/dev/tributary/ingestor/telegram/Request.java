package dev.tributary.ingestor.telegram;

import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// A question to TDLib and what becomes of it. Both consumers run on the reader's thread.
///
/// @param refused gets what asking again would not mend
/// @param failures how often it was refused for a while
record Request(
        Urgency urgency,
        ObjectNode function,
        Consumer<ObjectNode> answered,
        Consumer<Refusal> refused,
        int failures) {

    Request(
            Urgency urgency,
            ObjectNode function,
            Consumer<ObjectNode> answered,
            Consumer<Refusal> refused) {
        this(urgency, function, answered, refused, 0);
    }

    Request failedOnceMore() {
        return new Request(urgency, function, answered, refused, failures + 1);
    }
}
