package dev.tributary.processor.feed;

import java.time.Duration;

/// @param watch between two looks at the lease and the slot
/// @param look between two looks at a Postgres without the rights
/// @param prune between two prunings
/// @param kept how long a row of the feed table is kept, for those who look for a fault
record FeedPace(Duration watch, Duration look, Duration prune, Duration kept) {

    static final FeedPace USUAL =
            new FeedPace(
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1));
}
