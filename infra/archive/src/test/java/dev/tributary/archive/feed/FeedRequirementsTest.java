package dev.tributary.archive.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeedRequirementsTest {

    @Test
    void a_server_with_all_rights_has_no_problem() {
        assertThat(problems("logical", true, true, false, false, 3, 10)).isEmpty();
        assertThat(problems("logical", true, false, true, true, 0, 10)).isEmpty();
    }

    @Test
    void each_lack_comes_with_the_sql_that_mends_it() {
        assertThat(problems("replica", false, false, false, false, 0, 0))
                .containsExactly(
                        new FeedProblem(
                                "wal_level is \"replica\" and must be \"logical\"",
                                "alter system set wal_level = 'logical'; -- then restart Postgres"),
                        new FeedProblem(
                                "the role \"an\"na\" may not replicate",
                                "alter role \"an\"\"na\" replication;"),
                        new FeedProblem(
                                "the role \"an\"na\" may not make a publication in the database"
                                        + " \"chats\"",
                                "grant create on database \"chats\" to \"an\"\"na\";"),
                        new FeedProblem(
                                "all 10 replication slots are taken",
                                "alter system set max_replication_slots = 15; -- then restart"
                                        + " Postgres"),
                        new FeedProblem(
                                "max_wal_senders is 0",
                                "alter system set max_wal_senders = 5; -- then restart Postgres"));
    }

    private static List<FeedProblem> problems(
            String walLevel,
            boolean mayReplicate,
            boolean mayPublish,
            boolean hasPublication,
            boolean hasSlot,
            int slotsFree,
            int walSenders) {
        return FeedRequirements.problems(
                new FeedFacts(
                        "chats",
                        "an\"na",
                        walLevel,
                        mayReplicate,
                        mayPublish,
                        hasPublication,
                        hasSlot,
                        10,
                        slotsFree,
                        walSenders,
                        "tributary_feed_5"));
    }
}
