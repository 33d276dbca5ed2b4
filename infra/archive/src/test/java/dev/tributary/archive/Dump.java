package dev.tributary.archive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything an archive holds, ranks and positions included, as sorted lines a table.
final class Dump {

    private static final List<String> TABLES =
            List.of(
                    "accounts",
                    "chats",
                    "users",
                    "members",
                    "messages",
                    "message_versions",
                    "attachments",
                    "attachment_files",
                    "files",
                    "pins",
                    "coverage");

    private Dump() {}

    static Map<String, List<String>> of(Archive archive) throws SQLException {
        return archive.inTransaction(tx -> {
            Map<String, List<String>> dump = new TreeMap<>();
            for (String table : TABLES) {
                dump.put(table, lines(tx, "select t::text from " + table + " t order by 1"));
            }
            return dump;
        });
    }

    static List<String> lines(Archive archive, String sql) throws SQLException {
        return archive.inTransaction(tx -> lines(tx, sql));
    }

    static List<String> lines(Connection tx, String sql) throws SQLException {
        try (Statement statement = tx.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new java.util.ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
