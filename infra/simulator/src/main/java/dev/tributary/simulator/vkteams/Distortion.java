package dev.tributary.simulator.vkteams;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What the stream faults do to a batch.
final class Distortion {

    private static final int MOST_REPEATED = 5;

    private Distortion() {}

    /// The batch with some of its own and some earlier events again, at any place.
    static List<StreamEvent> repeated(
            List<StreamEvent> batch, List<StreamEvent> earlier, Random random) {
        List<StreamEvent> result = new ArrayList<>(batch);
        insertSomeOf(batch, result, random);
        insertSomeOf(earlier, result, random);
        return result;
    }

    /// The batch in another order; a batch of one has none.
    static List<StreamEvent> disordered(List<StreamEvent> batch, Random random) {
        List<StreamEvent> result = new ArrayList<>(batch);
        Collections.shuffle(result, random);
        if (result.equals(batch)) {
            Collections.reverse(result);
        }
        return result;
    }

    private static void insertSomeOf(
            List<StreamEvent> source, List<StreamEvent> target, Random random) {
        List<StreamEvent> chosen = new ArrayList<>(source);
        Collections.shuffle(chosen, random);
        for (StreamEvent event : chosen.subList(0, Math.min(MOST_REPEATED, chosen.size()))) {
            target.add(random.nextInt(target.size() + 1), event);
        }
    }
}
