package dev.tributary.archive;

import static java.util.Map.entry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/// Says whether two archives are equal: a count and a sum a table, over what rows are and hold.
/// Left out is how they came to be: ranks, origins, positions, and times that may be those of
/// arrival. Nothing depends on the machine, the session's time zone or the order of rows.
public final class ArchiveChecksum {

    private static final Map<String, String> CONTENT =
            Map.ofEntries(
                    entry("accounts", "account, source"),
                    entry("chats", "account, chat, kind, title"),
                    entry("users", "account, user_id, display_name, handle, contact"),
                    entry("members", "account, chat, user_id, present, changed_by"),
                    entry(
                            "messages",
                            """
                            account, chat, message, sender, sent_at at time zone 'UTC',
                            edited_at at time zone 'UTC', kind, text, reply_to_chat, reply_to_message,
                            thread_chat, thread_message, forwarded_from, deleted
                            """),
                    entry(
                            "message_versions",
                            """
                            account, chat, message, edited_at at time zone 'UTC', content_hash,
                            sent_at at time zone 'UTC', kind, text, attachment_kinds
                            """),
                    entry(
                            "attachments",
                            """
                            account, chat, message, ordinal, kind, file_id, name, mime_type, size, path,
                            sha256
                            """),
                    entry(
                            "attachment_files",
                            "account, chat, message, ordinal, kind, file_id, size"),
                    entry("files", "account, file_id, sha256, size"),
                    entry("pins", "account, chat, message, pinned"),
                    entry(
                            "coverage",
                            """
                            account, chat, origin, first_sent_at at time zone 'UTC',
                            last_sent_at at time zone 'UTC'
                            """));

    private ArchiveChecksum() {}

    /// Of the archive that leads the connection's search path, by table.
    public static Map<String, TableChecksum> of(Connection connection) throws SQLException {
        Map<String, TableChecksum> checksums = new TreeMap<>();
        for (Map.Entry<String, String> table : CONTENT.entrySet()) {
            checksums.put(table.getKey(), of(connection, table.getKey(), table.getValue()));
        }
        return checksums;
    }

    private static TableChecksum of(Connection connection, String table, String columns)
            throws SQLException {
        String sql =
                """
                select count(*), coalesce(sum(
                    ('x' || left(md5(row(%s)::text), 16))::bit(64)::bigint::numeric), 0)::text
                from %s
                """
                        .formatted(columns, table);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new TableChecksum(row.getLong(1), row.getString(2));
        }
    }
}
