package dev.tributary.contract.change;

import java.util.HashMap;
import java.util.Map;

/// Tells repeats in `tributary.changes` from what is new: each change stands there at least once,
/// and again after whoever writes the topic was killed. For one reader; not thread-safe.
public final class Repeats {

    private final Map<Integer, Long> greatest = new HashMap<>();

    /// @param feedId of the header [FeedHeader#FEED_ID]
    /// @return true if the reader has had it; otherwise it counts as had from now on
    public boolean isRepeat(int partition, long feedId) {
        Long known = greatest.get(partition);
        if (known != null && feedId <= known) {
            return true;
        }
        greatest.put(partition, feedId);
        return false;
    }
}
