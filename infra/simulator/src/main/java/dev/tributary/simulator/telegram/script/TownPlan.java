package dev.tributary.simulator.telegram.script;

import java.time.Duration;

/// How large a town is.
///
/// @param chats of all accounts together: private ones, groups, supergroups, a forum, channels
/// @param messages of history in all chats together
/// @param age how long ago the first was said
public record TownPlan(
        long seed, int accounts, int neighbours, int chats, int messages, Duration age) {

    /// Chats below this number would leave a kind out.
    private static final int FEWEST_CHATS = 8;

    public TownPlan {
        if (accounts < 1 || neighbours < 2) {
            throw new IllegalArgumentException(
                    "a town of \""
                            + accounts
                            + "\" accounts and \""
                            + neighbours
                            + "\" neighbours is too small: 1 and 2 at least");
        }
        if (chats < FEWEST_CHATS) {
            throw new IllegalArgumentException(
                    "a town of \""
                            + chats
                            + "\" chats is too small: "
                            + FEWEST_CHATS
                            + " at least");
        }
    }

    /// Two accounts with 40 chats and 50,000 messages of three months.
    public static TownPlan usual(long seed) {
        return new TownPlan(seed, 2, 60, 40, 50_000, Duration.ofDays(90));
    }

    public TownPlan withAccounts(int number) {
        return new TownPlan(seed, number, neighbours, chats, messages, age);
    }

    public TownPlan withMessages(int number) {
        return new TownPlan(seed, accounts, neighbours, chats, number, age);
    }

    public TownPlan withChats(int number) {
        return new TownPlan(seed, accounts, neighbours, number, messages, age);
    }
}
