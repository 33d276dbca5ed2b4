package dev.tributary.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.NothingReachable;
import dev.tributary.embedded.TestStack;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("stack")
class ArchiveIT {

    @Test
    void programs_that_start_together_migrate_in_turn() throws Exception {
        Endpoints.Postgres database = TestStack.freshDatabase();
        Callable<Archive> open = () -> Archive.open(database);

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var archive : threads.invokeAll(Collections.nCopies(8, open))) {
                archive.get().close();
            }
        }
    }

    @Test
    void says_where_nobody_answers() {
        Endpoints.Postgres nobody =
                new Endpoints.Postgres(
                        "jdbc:postgresql://127.0.0.1:1/none", "nobody", new Secret(""));

        assertThatThrownBy(() -> Archive.open(nobody))
                .isInstanceOf(NothingReachable.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none")
                .hasMessageContaining("tributary up");
    }

    @Test
    void has_one_shadow_at_a_time() throws SQLException {
        try (Archive archive = Archive.open(TestStack.freshDatabase());
                ShadowArchive _ = archive.createShadow()) {
            assertThatThrownBy(archive::createShadow)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another rebuild is under way");
        }
    }

    @Test
    void drops_what_an_earlier_rebuild_left_before_it_begins() throws SQLException {
        try (Archive archive = Archive.open(TestStack.freshDatabase())) {
            // Given one that ended between its swap and its last step
            swap(archive);

            // When
            swap(archive);

            // Then
            assertThat(archive.inTransaction(ArchiveChecksum::of)).hasSize(11);
        }
    }

    @Test
    void refuses_to_begin_while_what_an_earlier_rebuild_left_is_read() throws SQLException {
        Endpoints.Postgres database = TestStack.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password().value());
        try (Archive archive = Archive.open(database)) {
            swap(archive);
            archive.inTransaction(tx -> {
                try (Statement read = tx.createStatement()) {
                    read.execute("select count(*) from tributary_replaced.messages");
                }
                Migrations impatient = new Migrations(source, Duration.ofMillis(300));

                assertThatThrownBy(impatient::createShadow)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "the schema \"tributary_replaced\", which an earlier rebuild left,"
                                        + " is still being read; end that session and rebuild"
                                        + " again");
                return true;
            });
        }
    }

    private static void swap(Archive archive) throws SQLException {
        try (ShadowArchive shadow = archive.createShadow()) {
            shadow.inTransaction(tx -> {
                shadow.takeOverPositions(tx);
                shadow.swap(tx);
                return true;
            });
        }
    }

    @Test
    void equal_archives_have_equal_checksums_whatever_their_history() throws SQLException {
        try (Archive one = Archive.open(TestStack.freshDatabase());
                Archive other = Archive.open(TestStack.freshDatabase())) {
            // Given the same events in another order
            List<ChatEvent> events = new Life(1).events();
            write(one, events);
            for (ChatEvent event : events.reversed()) {
                write(other, List.of(event));
            }
            Map<String, TableChecksum> before = one.inTransaction(ArchiveChecksum::of);
            assertThat(before).isEqualTo(other.inTransaction(ArchiveChecksum::of)).hasSize(11);

            // When one of them learns something
            write(one, new Life(2).events());

            // Then
            assertThat(one.inTransaction(ArchiveChecksum::of))
                    .extractingByKey("messages")
                    .isNotEqualTo(before.get("messages"))
                    .extracting("rows")
                    .isEqualTo(2L);
        }
    }

    private static void write(Archive archive, List<ChatEvent> events) throws SQLException {
        archive.inTransaction(tx -> new ArchiveWriter().write(tx, events));
    }
}
