package dev.tributary.archive.examination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.archive.examination.PostgresFacts.Extension;
import dev.tributary.archive.feed.FeedFacts;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.runtime.Finding.Level;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresRequirementsTest {

    private static final List<Extension> ALL =
            List.of(
                    new Extension("vector", "0.8.0", "0.8.0", false),
                    new Extension("pg_trgm", "1.6", "1.6", true),
                    new Extension("unaccent", "1.1", "1.1", true));

    @Test
    void a_server_as_it_must_be_has_nothing_to_mend() {
        // When
        List<Finding> findings =
                judge(facts(17, true, "UTF8", true, 256L << 20, 1L << 32, 50, ALL));

        // Then
        assertThat(findings).allMatch(finding -> finding.level() == Level.OK);
    }

    @Test
    void each_thing_that_is_missing_is_told_with_the_sql_that_mends_it() {
        // When
        List<Finding> findings =
                judge(
                        facts(
                                14,
                                false,
                                "SQL_ASCII",
                                false,
                                64L << 20,
                                -1,
                                3,
                                List.of(
                                        new Extension("vector", "0.7.4", "0.7.4", false),
                                        new Extension("pg_trgm", null, "1.6", false))));

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.PROBLEM)
                .extracting(Finding::sentence)
                .containsExactly(
                        "its version is 14.1 and must be 15 or newer",
                        "the database \"db\" does not know Cyrillic letters (encoding SQL_ASCII)",
                        "the role \"me\" may not make schemas in the database \"db\"",
                        "pgvector is of version 0.7.4 and must be 0.8 or newer",
                        "the role \"me\" may not make the extension \"pg_trgm\"",
                        "the server has no extension \"unaccent\"");
        assertThat(findings)
                .filteredOn(finding -> finding.level() == Level.WARNING)
                .hasSize(4)
                .extracting(Finding::remedy)
                .anyMatch(remedy -> remedy.contains("sslmode=verify-full"))
                .anyMatch(remedy -> remedy.contains("maintenance_work_mem = '256MB'"))
                .anyMatch(remedy -> remedy.contains("max_connections"))
                .anyMatch(remedy -> remedy.contains("max_slot_wal_keep_size"));
        assertThat(findings)
                .filteredOn(finding -> finding.level() != Level.OK)
                .allMatch(finding -> !finding.remedy().isEmpty());
    }

    private static List<Finding> judge(PostgresFacts facts) {
        return PostgresRequirements.judge(facts, true, true);
    }

    private static PostgresFacts facts(
            int major,
            boolean isSound,
            String encoding,
            boolean mayCreate,
            long maintenance,
            long slotKeeps,
            int connections,
            List<Extension> extensions) {
        return new PostgresFacts(
                major + ".1",
                major,
                isSound,
                encoding,
                isSound,
                mayCreate,
                maintenance,
                slotKeeps,
                1 << 20,
                connections,
                Instant.EPOCH,
                extensions,
                new FeedFacts(
                        "db",
                        "me",
                        "logical",
                        true,
                        true,
                        true,
                        true,
                        10,
                        5,
                        10,
                        "tributary_feed_1"));
    }
}
