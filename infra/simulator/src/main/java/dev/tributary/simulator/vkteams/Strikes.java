package dev.tributary.simulator.vkteams;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Chooses one bot's faults by the plan and counts them.
final class Strikes {

    private final FaultPlan plan;
    private final Random random;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    Strikes(FaultPlan plan, Bot bot) {
        this.plan = plan;
        this.random = new Random(plan.seed() * 31 + bot.userId().hashCode());
    }

    synchronized Optional<Fault> next(Call call) {
        List<Fault> candidates =
                plan.faults().stream()
                        .filter(fault -> fault.canStrike(call))
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

    /// The fault found nothing to spoil: it has not occurred.
    synchronized void takeBack(Fault fault) {
        struck.merge(fault, -1, Integer::sum);
    }

    synchronized Map<Fault, Integer> struck() {
        return Map.copyOf(struck);
    }

    /// Randomness for the fault itself, so that one seed governs all of a bot's run.
    synchronized Random random() {
        return new Random(random.nextLong());
    }
}
