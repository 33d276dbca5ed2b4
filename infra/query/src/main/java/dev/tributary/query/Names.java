package dev.tributary.query;

import dev.tributary.contract.answer.Answer.ChatEntry;
import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.question.Filters;
import dev.tributary.query.Conditions.ChatIds;
import dev.tributary.query.QuestionRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out which chats and senders a filter's words mean.
final class Names {

    private static final int MOST_CANDIDATES = 20;

    /// Who never spoke where the asker may listen is nobody to him.
    private static final String SPOKE =
            " AND EXISTS (SELECT 1 FROM messages m WHERE m.account = users.account AND m.sender ="
                    + " users.user_id)";

    private Names() {}

    /// The filters as one condition on table `m`.
    ///
    /// @throws QuestionRefused for a title that several chats have, or a name that nobody has
    static Sql condition(Session session, Filters filters) throws SQLException {
        return Conditions.on(filters, chats(session, filters), senders(session, filters));
    }

    private static ChatIds chats(Session session, Filters filters) throws SQLException {
        Set<ChatRef> found = new LinkedHashSet<>();
        for (String word : filters.chats()) {
            for (ChatEntry chat : chats(session, filters, word)) {
                found.add(chat.ref());
            }
        }
        return new ChatIds(
                found.stream().map(ref -> ref.account().toString()).toList(),
                found.stream().map(ref -> ref.chat().value()).toList());
    }

    /// An id or a reference wins over a title, a whole title over a part of one. One id may stand
    /// for several chats (two accounts in the same group), a title for one only.
    static List<ChatEntry> chats(Session session, Filters scope, String word) throws SQLException {
        List<ChatEntry> byId = matching(session, scope, id(word));
        if (!byId.isEmpty()) {
            return byId;
        }
        for (String pattern : List.of(escaped(word), "%" + escaped(word) + "%")) {
            List<ChatEntry> byTitle = matching(session, scope, Sql.of("c.title ILIKE ?", pattern));
            if (byTitle.size() == 1) {
                return byTitle;
            }
            if (byTitle.size() > 1) {
                throw new QuestionRefused(
                        Reason.AMBIGUOUS_CHAT,
                        "several chats are called \"" + word + "\"",
                        "name the chat by its reference",
                        byTitle);
            }
        }
        throw new QuestionRefused(
                Reason.UNKNOWN_CHAT,
                "no chat has the id, reference or title \"" + word + "\"",
                "query-cli chats lists them");
    }

    private static Sql id(String word) {
        try {
            ChatRef ref = ChatRef.parse(word);
            return Sql.of(
                    "(c.chat = ? OR (c.account = ? AND c.chat = ?))",
                    word,
                    ref.account().toString(),
                    ref.chat().value());
        } catch (IllegalArgumentException e) {
            return Sql.of("c.chat = ?", word);
        }
    }

    private static List<ChatEntry> matching(Session session, Filters scope, Sql condition)
            throws SQLException {
        List<Sql> conditions = new ArrayList<>(Conditions.scope(scope, "c"));
        conditions.add(condition);
        return session.list(
                Sql.of("SELECT c.account, c.chat, c.kind, c.title FROM chats c WHERE")
                        .then(Sql.all(conditions))
                        .then("ORDER BY c.title, c.account, c.chat LIMIT " + MOST_CANDIDATES),
                row ->
                        new ChatEntry(
                                chatRef(row),
                                kind(row.getString("kind")),
                                row.getString("title"),
                                0,
                                null,
                                null));
    }

    private static List<String> senders(Session session, Filters filters) throws SQLException {
        Set<String> found = new LinkedHashSet<>();
        for (String word : filters.senders()) {
            List<String> ids =
                    session.list(
                            Sql.of(
                                    "SELECT DISTINCT user_id FROM users WHERE (user_id = ?"
                                            + " OR lower(handle) = lower(?) OR display_name ILIKE"
                                            + " ?)"
                                            + (session.isScoped() ? SPOKE : ""),
                                    word,
                                    word.startsWith("@") ? word.substring(1) : word,
                                    escaped(word)),
                            row -> row.getString(1));
            if (ids.isEmpty()) {
                throw new QuestionRefused(
                        Reason.UNKNOWN_SENDER,
                        "nobody has the id, handle or name \"" + word + "\"",
                        "copy the sender of a hit");
            }
            found.addAll(ids);
        }
        return List.copyOf(found);
    }

    /// For LIKE: nothing in a name is a wildcard.
    static String escaped(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    static ChatRef chatRef(ResultSet row) throws SQLException {
        return new ChatRef(
                AccountId.parse(row.getString("account")), new ChatId(row.getString("chat")));
    }

    static @Nullable ChatKind kind(@Nullable String stored) {
        return stored == null ? null : ChatKind.valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
