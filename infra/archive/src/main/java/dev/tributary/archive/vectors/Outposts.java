package dev.tributary.archive.vectors;

import dev.tributary.contract.event.TextHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A few vectors such that each vector ever offered is within reach of one of them. They are
/// scanned exactly for each question, because the index loses what stands alone: where near-copies
/// crowd, each keeps the nearest of its own as neighbours, and no path leads to anything else. How
/// many near-copies there are does not matter here; one stands for all.
///
/// Too many, and the reach grows until few enough are left. See "Incremental clustering and dynamic
/// information retrieval" (Charikar, Chekuri, Feder, Motwani, 1997).
final class Outposts {

    /// Scanning so many takes a millisecond.
    static final int MOST = 2_000;

    /// Shares of the dimension: of the first reach (about the cosine 0.92), and of what it grows
    /// by.
    private static final int FIRST = 8;

    private static final int STEP = 64;

    private final int dimension;
    private final int most;
    private final Map<TextHash, Signs> kept;
    private int reach;

    /// @param reach in components whose signs differ
    /// @param kept in the order in which they came
    Outposts(int dimension, int most, int reach, Map<TextHash, Signs> kept) {
        this.dimension = dimension;
        this.most = most;
        this.reach = reach;
        this.kept = new LinkedHashMap<>(kept);
    }

    static int firstReach(int dimension) {
        return Math.max(1, dimension / FIRST);
    }

    /// Keeps the vector if none is near; that may cost others their place.
    void offer(TextHash text, Signs signs) {
        if (kept.containsKey(text) || isCovered(signs, kept.values())) {
            return;
        }
        kept.put(text, signs);
        while (kept.size() > most) {
            widen();
        }
    }

    private void widen() {
        reach += Math.max(1, dimension / STEP);
        List<Signs> left = new ArrayList<>();
        kept.values()
                .removeIf(signs -> {
                    boolean covered = isCovered(signs, left);
                    if (!covered) {
                        left.add(signs);
                    }
                    return covered;
                });
    }

    private boolean isCovered(Signs signs, Iterable<Signs> by) {
        for (Signs other : by) {
            if (other.differences(signs) <= reach) {
                return true;
            }
        }
        return false;
    }

    int reach() {
        return reach;
    }

    Set<TextHash> texts() {
        return Set.copyOf(kept.keySet());
    }
}
