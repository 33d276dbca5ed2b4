package dev.tributary.archive.feed;

import java.util.ArrayList;
import java.util.List;

/// What the feed needs of a Postgres, see
/// <https://www.postgresql.org/docs/current/logical-replication-config.html>.
public final class FeedRequirements {

    /// A rebuild of the database's server by pg_upgrade or a copy wants a few beside ours.
    private static final int SPARE = 5;

    private FeedRequirements() {}

    /// @return empty if the feed can run
    public static List<FeedProblem> problems(FeedFacts facts) {
        List<FeedProblem> problems = new ArrayList<>();
        if (!facts.walLevel().equals("logical")) {
            problems.add(
                    new FeedProblem(
                            "wal_level is \"" + facts.walLevel() + "\" and must be \"logical\"",
                            "alter system set wal_level = 'logical'; -- then restart Postgres"));
        }
        if (!facts.mayReplicate()) {
            problems.add(
                    new FeedProblem(
                            "the role \"" + facts.role() + "\" may not replicate",
                            "alter role " + quoted(facts.role()) + " replication;"));
        }
        if (!facts.hasPublication() && !facts.mayPublish()) {
            problems.add(
                    new FeedProblem(
                            "the role \""
                                    + facts.role()
                                    + "\" may not make a publication in the database \""
                                    + facts.database()
                                    + "\"",
                            "grant create on database "
                                    + quoted(facts.database())
                                    + " to "
                                    + quoted(facts.role())
                                    + ";"));
        }
        problems.addAll(capacity(facts));
        return List.copyOf(problems);
    }

    private static List<FeedProblem> capacity(FeedFacts facts) {
        List<FeedProblem> problems = new ArrayList<>();
        if (!facts.hasSlot() && facts.slotsFree() < 1) {
            problems.add(
                    new FeedProblem(
                            "all " + facts.slotsMost() + " replication slots are taken",
                            "alter system set max_replication_slots = "
                                    + (facts.slotsMost() + SPARE)
                                    + "; -- then restart Postgres"));
        }
        if (facts.walSendersMost() < 1) {
            problems.add(
                    new FeedProblem(
                            "max_wal_senders is 0",
                            "alter system set max_wal_senders = "
                                    + SPARE
                                    + "; -- then restart Postgres"));
        }
        return problems;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
