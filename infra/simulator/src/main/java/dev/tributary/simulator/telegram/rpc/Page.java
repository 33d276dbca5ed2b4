package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Message;
import java.util.List;

/// Which part of a list of messages, the newest first, a client wants.
///
/// @param offsetId older ones than this; 0 begins at the newest
/// @param addOffset how many more to leave out; negative begins that many earlier
/// @param maxId only those before it, 0 for all
/// @param minId only those after it, 0 for all
/// @see <https://core.telegram.org/api/offsets>
record Page(int offsetId, int addOffset, int limit, int maxId, int minId) {

    static Page of(TlObject function, int largest) {
        return new Page(
                function.integer("offset_id"),
                function.integer("add_offset"),
                Math.min(largest, function.integer("limit")),
                function.integer("max_id"),
                function.integer("min_id"));
    }

    List<Message> from(List<Message> newestFirst) {
        long newer =
                offsetId == 0
                        ? 0
                        : newestFirst.stream()
                                .takeWhile(message -> message.id() >= offsetId)
                                .count();
        long start = newer + addOffset;
        long length = Math.max(0, limit + Math.min(0, start));
        return newestFirst.stream()
                .skip(Math.max(0, start))
                .limit(length)
                .filter(message -> maxId == 0 || message.id() < maxId)
                .filter(message -> message.id() > minId)
                .toList();
    }
}
