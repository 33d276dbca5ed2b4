package dev.tributary.standalone.telegram;

import dev.tributary.archive.Archive;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.simulator.telegram.Truth;
import dev.tributary.simulator.telegram.Truth.MessageTruth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// An account's messages as the archive has them. Keys are `chat/message`.
///
/// @param messages with their rows in words
/// @param versions of each message, the oldest first
record ArchivedAccount(SortedMap<String, Row> messages, SortedMap<String, List<String>> versions) {

    private static final String MESSAGES =
            """
            select chat, message, kind, text, deleted,
                   row(sender, sent_at, edited_at, kind, forwarded_from)::text
            from messages where account = ?
            """;

    private static final String VERSIONS =
            """
            select chat, message, text from message_versions where account = ?
            order by edited_at, rank
            """;

    /// @param text empty where nobody said it, as in [MessageTruth]
    /// @param rest of the row
    record Row(String text, boolean isDeleted, String rest) {}

    static ArchivedAccount of(Archive archive, AccountId account) throws SQLException {
        SortedMap<String, Row> messages = new TreeMap<>();
        SortedMap<String, List<String>> versions = new TreeMap<>();
        try (Connection connection = archive.dataSource().getConnection();
                PreparedStatement rows = connection.prepareStatement(MESSAGES);
                PreparedStatement older = connection.prepareStatement(VERSIONS)) {
            rows.setString(1, account.toString());
            for (ResultSet row = rows.executeQuery(); row.next(); ) {
                String text = row.getString(3).equals("service") ? "" : row.getString(4);
                messages.put(key(row), new Row(text, row.getBoolean(5), row.getString(6)));
            }
            older.setString(1, account.toString());
            for (ResultSet row = older.executeQuery(); row.next(); ) {
                versions.computeIfAbsent(key(row), _ -> new ArrayList<>()).add(row.getString(3));
            }
        }
        return new ArchivedAccount(messages, versions);
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getString(1) + "/" + row.getString(2);
    }

    /// What is missing, too much or said otherwise; empty if the archive is what it must be.
    List<String> faults(Truth truth) {
        SortedMap<String, MessageTruth> present = new TreeMap<>();
        HashSet<String> deleted = new HashSet<>();
        truth.chats()
                .forEach((chat, known) -> {
                    known.messages().forEach((id, said) -> present.put(chat + "/" + id, said));
                    known.deleted().forEach(id -> deleted.add(chat + "/" + id));
                });
        List<String> faults = new ArrayList<>();
        present.forEach((key, said) -> faults.addAll(faults(key, said)));
        messages.forEach((key, row) -> {
            if (!present.containsKey(key) && !(row.isDeleted() && deleted.contains(key))) {
                faults.add("too many: " + key);
            }
        });
        return faults;
    }

    private List<String> faults(String key, MessageTruth said) {
        Row row = messages.get(key);
        if (row == null) {
            return List.of("missing: " + key);
        }
        List<String> faults = new ArrayList<>();
        if (row.isDeleted()) {
            faults.add("said to be deleted: " + key);
        }
        if (!row.text().equals(said.text())) {
            faults.add("said otherwise: " + key);
        }
        List<String> texts = versions.getOrDefault(key, List.of());
        if (texts.size() != new HashSet<>(texts).size()
                || (!said.isEdited() && texts.size() != 1)) {
            faults.add(texts.size() + " versions: " + key);
        }
        if (!said.isService() && !texts.isEmpty() && !texts.getLast().equals(said.text())) {
            faults.add("another newest version: " + key);
        }
        return faults;
    }
}
