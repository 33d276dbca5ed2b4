package dev.tributary.contract.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Changes that were committed in this time are in the archive and may be missing in the topic:
/// whoever follows it asks the archive for them. Each partition holds a copy.
///
/// @param from when the last change was committed that is surely there; null where nobody knows
/// @param to from here on nothing is missing
public record ChangeGap(@Nullable Instant from, Instant to) implements FeedEntry {}
