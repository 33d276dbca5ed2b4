package dev.tributary.simulator.telegram.conduct;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Chooses one account's faults by the plan and counts them.
final class Strikes {

    private final FaultPlan plan;
    private final Random random;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    Strikes(FaultPlan plan, long accountId) {
        this.plan = plan;
        this.random = new Random(plan.seed() * 31 + accountId);
    }

    synchronized Optional<Fault> next(Fault.Scope scope) {
        List<Fault> candidates =
                plan.faults().stream()
                        .filter(fault -> fault.strikesIn(scope))
                        .filter(fault -> struck.getOrDefault(fault, 0) < plan.limit())
                        .sorted()
                        .toList();
        if (candidates.isEmpty() || random.nextDouble() >= plan.chance()) {
            return Optional.empty();
        }
        Fault fault = candidates.get(random.nextInt(candidates.size()));
        struck.merge(fault, 1, Integer::sum);
        return Optional.of(fault);
    }

    synchronized Map<Fault, Integer> struck() {
        return Map.copyOf(struck);
    }
}
