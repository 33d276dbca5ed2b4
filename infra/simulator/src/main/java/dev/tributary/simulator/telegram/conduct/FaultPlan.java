package dev.tributary.simulator.telegram.conduct;

import dev.tributary.simulator.fault.Strikes;
import java.util.Set;

/// Which faults, and how often. The same plan and the same sequence of an account's calls and
/// updates give the same faults; each stops after `limit` occurrences an account, so that a run
/// ends.
///
/// @param seed of the choice
/// @param chance that a call or an update is struck at all, 0 to 1
/// @param limit occurrences of each fault, for each account
public record FaultPlan(long seed, Set<Fault> faults, double chance, int limit) {

    private static final double USUAL_CHANCE = 0.05;
    private static final int USUAL_LIMIT = 10;

    public FaultPlan {
        faults = Set.copyOf(faults);
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException(
                    "fault chance \"" + chance + "\" is not between 0 and 1");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("fault limit \"" + limit + "\" is below 0");
        }
    }

    public static FaultPlan none() {
        return new FaultPlan(0, Set.of(), 0, 0);
    }

    /// Every twentieth call and update is struck, ten times by each fault.
    public static FaultPlan of(long seed, Set<Fault> faults) {
        return new FaultPlan(seed, faults, USUAL_CHANCE, USUAL_LIMIT);
    }

    /// The very next ones are struck, until the fault has occurred that often.
    public static FaultPlan always(Fault fault, int limit) {
        return new FaultPlan(0, Set.of(fault), 1, limit);
    }

    Strikes<Fault> strikes(long accountId) {
        return new Strikes<>(faults, chance, limit, seed * 31 + accountId);
    }
}
