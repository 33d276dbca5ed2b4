package dev.tributary.simulator.vkteams;

import dev.tributary.simulator.fault.Strikes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which faults, and how often. The same plan and the same sequence of a bot's calls give the same
/// faults; each stops after `limit` occurrences a bot, so that a run ends.
///
/// @param seed of the choice
/// @param chance that a call is struck at all, 0 to 1
/// @param limit occurrences of each fault, for each bot
/// @param revokedAfter bot's userId -> number of calls after which its token is `Invalid token` for
///   good
public record FaultPlan(
        long seed, Set<Fault> faults, double chance, int limit, Map<String, Integer> revokedAfter) {

    private static final double USUAL_CHANCE = 0.25;
    private static final int USUAL_LIMIT = 10;

    public FaultPlan {
        faults = Set.copyOf(faults);
        revokedAfter = Map.copyOf(revokedAfter);
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException(
                    "fault chance \"" + chance + "\" is not between 0 and 1");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("fault limit \"" + limit + "\" is below 0");
        }
    }

    public FaultPlan(long seed, Set<Fault> faults, double chance, int limit) {
        this(seed, faults, chance, limit, Map.of());
    }

    public static FaultPlan none() {
        return new FaultPlan(0, Set.of(), 0, 0);
    }

    /// Every fourth call is struck, ten times by each fault.
    public static FaultPlan of(long seed, Set<Fault> faults) {
        return new FaultPlan(seed, faults, USUAL_CHANCE, USUAL_LIMIT);
    }

    /// The very next calls are struck, until the fault has occurred that often.
    public static FaultPlan always(Fault fault, int limit) {
        return new FaultPlan(0, Set.of(fault), 1, limit);
    }

    /// This plan, and the bot's token is invalid for good after so many calls.
    public FaultPlan revoking(String userId, int afterCalls) {
        Map<String, Integer> revoked = new TreeMap<>(revokedAfter);
        revoked.put(userId, afterCalls);
        return new FaultPlan(seed, faults, chance, limit, revoked);
    }

    Strikes<Fault> strikes(Bot bot) {
        return new Strikes<>(faults, chance, limit, seed * 31 + bot.userId().hashCode());
    }

    boolean isRevoked(Bot bot, int callsBefore) {
        Integer after = revokedAfter.get(bot.userId());
        return after != null && callsBefore >= after;
    }
}
