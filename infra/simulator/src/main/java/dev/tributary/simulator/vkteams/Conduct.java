package dev.tributary.simulator.vkteams;

import java.time.Duration;

/// How the simulator serves.
///
/// @param eventsPerAnswer the most events in one answer of `events/get`
/// @param membersPerPage the most members in one answer of `chats/getMembers`
/// @param lateBy how much later than `pollTime` a [Fault#SLOW_ANSWER] comes
public record Conduct(
        Rate rate, int eventsPerAnswer, int membersPerPage, Duration lateBy, FaultPlan faults) {

    public Conduct {
        requirePositive("eventsPerAnswer", eventsPerAnswer);
        requirePositive("membersPerPage", membersPerPage);
        if (lateBy.isNegative()) {
            throw new IllegalArgumentException("lateBy \"" + lateBy + "\" is negative");
        }
    }

    /// As fast as polled, 100 events an answer, 50 members a page, no faults.
    public static Conduct good() {
        return new Conduct(new Rate.AsPolled(), 100, 50, Duration.ofMillis(500), FaultPlan.none());
    }

    public Conduct withRate(Rate other) {
        return new Conduct(other, eventsPerAnswer, membersPerPage, lateBy, faults);
    }

    public Conduct withEventsPerAnswer(int other) {
        return new Conduct(rate, other, membersPerPage, lateBy, faults);
    }

    public Conduct withMembersPerPage(int other) {
        return new Conduct(rate, eventsPerAnswer, other, lateBy, faults);
    }

    public Conduct withLateBy(Duration other) {
        return new Conduct(rate, eventsPerAnswer, membersPerPage, other, faults);
    }

    public Conduct withFaults(FaultPlan other) {
        return new Conduct(rate, eventsPerAnswer, membersPerPage, lateBy, other);
    }

    private static void requirePositive(String component, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(component + " \"" + value + "\" is below 1");
        }
    }
}
