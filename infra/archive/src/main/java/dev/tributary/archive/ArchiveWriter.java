package dev.tributary.archive;

import dev.tributary.archive.row.MessageRow;
import dev.tributary.archive.row.Row;
import dev.tributary.archive.row.RowSet;
import dev.tributary.archive.row.Rows;
import dev.tributary.contract.event.ChatEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Applies events to the archive: in any order, any number of times, split in any way, they end in
/// the same rows. It writes into the schema that leads the connection's search path.
///
/// Writers may run side by side: they lock rows in the order of the keys, table by table.
public final class ArchiveWriter {

    private static final List<Table<?>> STAGED =
            List.of(
                    Tables.ACCOUNTS,
                    Tables.CHATS,
                    Tables.USERS,
                    Tables.MEMBERS,
                    MessageTable.MESSAGES,
                    Tables.VERSIONS,
                    AttachmentTable.ATTACHMENTS,
                    Tables.ATTACHMENT_FILES,
                    Tables.FILES,
                    Tables.PINS,
                    Tables.COVERAGE);

    /// A plan made while a table was small would read the whole of it for every row, and stay in
    /// use while it grows. Without sequential scans the estimated costs are absurd, hence no
    /// compilation either. Both end with the transaction.
    private static final String PREPARE =
            """
            select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
                   to_regclass('pg_temp.stage_coverage') is not null
            """;

    /// Without statistics the planner takes every index that begins with the account for as good as
    /// the primary key, and reads a whole chat to find one message. Autovacuum looks after a minute
    /// at the earliest; a first import is over by then.
    private static final String STATISTICS = "analyze messages (account, chat, message)";

    private static final int FEW_ROWS = 500;

    /// From here on the statistics of a smaller table are good enough until autovacuum comes.
    private static final long MANY_ROWS = 50_000;

    /// Messages made since the statistics were taken.
    private long made;

    /// @param tx a transaction that the caller has begun and will commit or roll back
    /// @throws SQLException with a state of class 22, 23 or 54 if an event holds what Postgres
    ///   cannot keep; the transaction is then lost, and smaller batches find the event
    public Applied write(Connection tx, List<ChatEvent> batch) throws SQLException {
        if (batch.isEmpty()) {
            return Applied.NOTHING;
        }
        Rows rows = rows(batch);
        prepare(tx);
        merge(tx, Tables.ACCOUNTS, rows.accounts());
        merge(tx, Tables.CHATS, rows.chats());
        merge(tx, Tables.USERS, rows.users());
        merge(tx, Tables.MEMBERS, rows.members());
        Applied applied = mergeMessages(tx, rows.messages().sorted());
        merge(tx, Tables.VERSIONS, rows.versions());
        merge(tx, Tables.ATTACHMENT_FILES, rows.attachmentFiles());
        merge(tx, Tables.FILES, rows.files());
        merge(tx, Tables.PINS, rows.pins());
        merge(tx, Tables.COVERAGE, rows.coverage());
        made += applied.created();
        if (made >= FEW_ROWS) {
            takeStatistics(tx);
        }
        return applied;
    }

    /// Each time the table has doubled, while it is small.
    private void takeStatistics(Connection tx) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            long known;
            try (ResultSet result =
                    statement.executeQuery(
                            "select reltuples::bigint from pg_class where oid ="
                                    + " 'messages'::regclass")) {
                result.next();
                known = result.getLong(1);
            }
            if (known >= MANY_ROWS) {
                made = 0;
            } else if (made >= known) {
                statement.execute(STATISTICS);
                made = 0;
            }
        }
    }

    /// The fold is pure: where it fails, an event is to blame, as where Postgres refuses it.
    private static Rows rows(List<ChatEvent> batch) throws SQLDataException {
        try {
            return Rows.of(batch);
        } catch (RuntimeException e) {
            throw new SQLDataException("an event says nothing that can be kept", "22000", e);
        }
    }

    private static void prepare(Connection tx) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            boolean staged;
            try (ResultSet result = statement.executeQuery(PREPARE)) {
                result.next();
                staged = result.getBoolean(3);
            }
            if (!staged) {
                for (Table<?> table : STAGED) {
                    statement.execute(table.stageDdl());
                }
            }
        }
    }

    private static <K extends Comparable<K>, R extends Row<K, R>> void merge(
            Connection tx, Table<R> table, RowSet<K, R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            merge(tx, table, rows.sorted());
        }
    }

    private static Applied mergeMessages(Connection tx, List<MessageRow> messages)
            throws SQLException {
        if (messages.isEmpty()) {
            return Applied.NOTHING;
        }
        Applied applied = merge(tx, MessageTable.MESSAGES, messages);
        List<AttachmentTable.Row> attachments = AttachmentTable.of(messages);
        try (Statement statement = tx.createStatement()) {
            if (applied.changed() > 0) {
                statement.executeUpdate(AttachmentTable.DELETE_OUTRANKED);
            }
            if (!attachments.isEmpty()) {
                stage(tx, AttachmentTable.ATTACHMENTS, attachments);
                statement.executeUpdate(AttachmentTable.INSERT_SHOWN);
            }
        }
        return applied;
    }

    private static <R> Applied merge(Connection tx, Table<R> table, List<R> rows)
            throws SQLException {
        stage(tx, table, rows);
        try (Statement statement = tx.createStatement();
                ResultSet counts = statement.executeQuery(table.merge())) {
            counts.next();
            long created = counts.getLong(1);
            long changed = counts.getLong(2);
            return new Applied(created, changed, rows.size() - created - changed);
        }
    }

    private static <R> void stage(Connection tx, Table<R> table, List<R> rows) throws SQLException {
        try (BinaryCopy copy = new BinaryCopy(tx, table.stage(), table.columns().size())) {
            for (R row : rows) {
                copy.startRow();
                table.encoder().encode(row, copy);
            }
            copy.finish();
        }
    }
}
