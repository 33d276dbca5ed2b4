package dev.tributary.archive;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.ConsumerGroups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;

/// A second archive in the same database, filled by a rebuild and then put in the place of the live
/// one. Readers and writers keep their connections: Postgres plans a statement anew when a schema
/// is renamed, because every plan remembers which schema its search path led to.
public final class ShadowArchive implements AutoCloseable {

    private static final Object[] STORE_GROUPS =
            Arrays.stream(Lane.values()).map(ConsumerGroups::store).toArray();

    private final Migrations migrations;
    private final Connection claim;
    private final HikariDataSource pool;

    ShadowArchive(Migrations migrations, Connection claim, HikariDataSource pool) {
        this.migrations = migrations;
        this.claim = claim;
        this.pool = pool;
    }

    /// Like [Archive#inTransaction], in the shadow.
    public <T> T inTransaction(Archive.Work<T> work) throws SQLException {
        return Archive.inTransaction(pool, work);
    }

    /// Lets no batch begin or end in the live archive while the transaction lasts; waits for the
    /// one that is under way.
    public Map<LogPartition, Long> holdLive(Connection tx, String group) throws SQLException {
        return inLive(
                tx,
                () -> {
                    try (Statement lock = tx.createStatement()) {
                        lock.execute("lock table ingest_positions in exclusive mode");
                    }
                    return Positions.read(tx, group);
                });
    }

    public Map<String, TableChecksum> liveChecksum(Connection tx) throws SQLException {
        return inLive(tx, () -> ArchiveChecksum.of(tx));
    }

    /// Makes the store's positions in the shadow what they are in the live archive. No others: a
    /// stage that reads the archive beside the events finds its position gone, and looks at all of
    /// the new archive.
    public void takeOverPositions(Connection tx) throws SQLException {
        try (Statement clear = tx.createStatement();
                PreparedStatement copy =
                        tx.prepareStatement(
                                """
                                insert into tributary_rebuild.ingest_positions
                                select * from tributary.ingest_positions where consumer_group = any(?)
                                """)) {
            clear.executeUpdate("delete from tributary_rebuild.ingest_positions");
            copy.setArray(1, tx.createArrayOf("text", STORE_GROUPS));
            copy.executeUpdate();
        }
    }

    /// Puts the shadow in the place of the live archive once the transaction commits. A batch that
    /// was held back finds its positions fenced, rolls back and reads them again from the new one.
    public void swap(Connection tx) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(
                    "update tributary.ingest_positions set next_offset = " + Positions.FENCED);
            statement.execute("alter schema tributary rename to tributary_replaced");
            statement.execute("alter schema tributary_rebuild rename to tributary");
        }
    }

    /// Drops the archive that was replaced; waits for the queries that still read it.
    public void dropReplaced() throws SQLException {
        migrations.drop(Schema.REPLACED);
    }

    /// Gives the claim back by itself: Postgres ends a session some time after it was closed, and
    /// whoever rebuilds next would be refused until then.
    @Override
    public void close() throws SQLException {
        pool.close();
        try (Connection ending = claim;
                Statement release = ending.createStatement()) {
            release.execute("select pg_advisory_unlock_all()");
        }
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private static <T> T inLive(Connection tx, Reading<T> reading) throws SQLException {
        Schema.LIVE.use(tx);
        T read = reading.read();
        Schema.SHADOW.use(tx);
        return read;
    }
}
