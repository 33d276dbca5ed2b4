package dev.tributary.query;

/// The messages of a conversation: `WITH ... members (account, chat, message) AS (...)`.
final class ThreadMembers {

    /// Replies to replies, up or down; a longer chain is somebody's game.
    private static final int DEEPEST = 1_000;

    /// UNION (not ALL) ends the recursion where replies run in a circle, which forged data can.
    private static final String WITH =
            """
            WITH RECURSIVE up (account, chat, message, reply_to_chat, reply_to_message,
                               thread_chat, thread_message, depth) AS (
                SELECT account, chat, message, reply_to_chat, reply_to_message,
                       thread_chat, thread_message, 0
                FROM messages WHERE account = ? AND chat = ? AND message = ?
              UNION
                SELECT m.account, m.chat, m.message, m.reply_to_chat, m.reply_to_message,
                       m.thread_chat, m.thread_message, up.depth + 1
                FROM up JOIN messages m
                  ON m.account = up.account AND m.chat = up.reply_to_chat
                 AND m.message = up.reply_to_message
                WHERE up.depth < ?
            ), root AS (
                SELECT account, chat, message FROM (
                    SELECT account, chat, message, depth FROM up
                  UNION ALL
                    SELECT account, thread_chat, thread_message, depth + 1 FROM up
                    WHERE thread_message IS NOT NULL
                ) found ORDER BY depth DESC LIMIT 1
            ), members (account, chat, message) AS (
                SELECT account, chat, message FROM root
              UNION
                SELECT m.account, m.chat, m.message
                FROM members p JOIN LATERAL (
                    SELECT account, chat, message FROM messages r
                    WHERE r.account = p.account AND r.reply_to_chat = p.chat
                      AND r.reply_to_message = p.message
                  UNION ALL
                    SELECT account, chat, message FROM messages r
                    WHERE r.account = p.account AND r.thread_chat = p.chat
                      AND r.thread_message = p.message
                ) m ON true
            )
            """;

    private ThreadMembers() {}

    static Sql of(Key focus) {
        return Sql.of(WITH, focus.account(), focus.chat(), focus.message(), DEEPEST);
    }
}
