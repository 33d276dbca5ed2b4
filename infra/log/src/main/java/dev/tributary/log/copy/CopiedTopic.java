package dev.tributary.log.copy;

import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;

/// A topic that must be carried along, and what of it.
///
/// @param comparison what makes it equal to its copy
/// @param selection which of its records
record CopiedTopic(TopicName name, Comparison comparison, Selection selection) {

    enum Comparison {
        /// The same records in the same order.
        EVERY_RECORD,
        /// The same last value of each key: the topic is compacted, each cluster in its own time.
        NEWEST_OF_EACH_KEY
    }

    enum Selection {
        ALL {
            @Override
            boolean holds(Headers headers) {
                return true;
            }
        },
        /// A dead letter that names a raw record comes again when the copy is processed, with that
        /// record's place in the copy; the others are all that is left of their event.
        NOT_IN_THE_RAW_LOG {
            @Override
            boolean holds(Headers headers) {
                return headers.lastHeader(DeadLetters.OFFSET) == null;
            }
        };

        abstract boolean holds(Headers headers);
    }

    /// All of them. Left out is what is derived (events, changes) or belongs to one Postgres (the
    /// feed's position).
    static List<CopiedTopic> all() {
        List<CopiedTopic> topics = new ArrayList<>();
        Stream.of(Lane.values())
                .flatMap(lane -> Topics.raw(lane).stream())
                .forEach(raw ->
                        topics.add(new CopiedTopic(raw, Comparison.EVERY_RECORD, Selection.ALL)));
        topics.add(
                new CopiedTopic(
                        Topics.DEAD_LETTERS,
                        Comparison.EVERY_RECORD,
                        Selection.NOT_IN_THE_RAW_LOG));
        topics.add(
                new CopiedTopic(Topics.EMBEDDINGS, Comparison.NEWEST_OF_EACH_KEY, Selection.ALL));
        // Last: an ingestor that finds a cursor must find what came before it.
        topics.add(new CopiedTopic(Topics.CURSORS, Comparison.NEWEST_OF_EACH_KEY, Selection.ALL));
        return List.copyOf(topics);
    }
}
