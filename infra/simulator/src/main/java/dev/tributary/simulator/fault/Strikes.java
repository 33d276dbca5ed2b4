package dev.tributary.simulator.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Chooses one client's faults and counts them: the same seed and the same questions give the same
/// faults. Its methods may be called from any thread.
///
/// @param <F> what can go wrong
public final class Strikes<F extends Enum<F>> {

    private final List<F> faults;
    private final double chance;
    private final int limit;
    private final Random random;
    private final Map<F, Integer> struck = new TreeMap<>();

    /// @param chance that there is a fault at all, 0 to 1
    /// @param limit occurrences of each fault
    public Strikes(Set<F> faults, double chance, int limit, long seed) {
        this.faults = faults.stream().sorted().toList();
        this.chance = chance;
        this.limit = limit;
        this.random = new Random(seed);
    }

    /// @param canStrike whether the fault makes sense here
    public synchronized Optional<F> next(Predicate<F> canStrike) {
        List<F> candidates =
                faults.stream()
                        .filter(canStrike)
                        .filter(fault -> struck.getOrDefault(fault, 0) < limit)
                        .toList();
        if (candidates.isEmpty() || random.nextDouble() >= chance) {
            return Optional.empty();
        }
        F fault = candidates.get(random.nextInt(candidates.size()));
        struck.merge(fault, 1, Integer::sum);
        return Optional.of(fault);
    }

    /// The fault found nothing to spoil: it has not occurred.
    public synchronized void takeBack(F fault) {
        struck.merge(fault, -1, Integer::sum);
    }

    /// How often each fault has occurred; those that never had their turn are absent.
    public synchronized Map<F, Integer> struck() {
        return Map.copyOf(struck);
    }

    /// Randomness for the fault itself, so that one seed governs all of a client's run.
    public synchronized Random random() {
        return new Random(random.nextLong());
    }
}
