package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Attached;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.MessageRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What hangs on the messages of an answer. Read once the answer is known, by the keys of its few
/// messages, so that no search has to carry it along.
final class Attachments {

    /// Through an offset the planner cannot take the messages and all attachments together: it
    /// looks each message up.
    private static final String SELECT =
            "SELECT a.account, a.chat, a.message, a.kind, a.name, a.mime_type, a.size, a.path,"
                    + " a.stored FROM unnest(?::text[], ?::text[], ?::text[]) AS shown (account,"
                    + " chat, message) CROSS JOIN LATERAL (SELECT * FROM attachments f WHERE"
                    + " f.account = shown.account AND f.chat = shown.chat AND f.message ="
                    + " shown.message OFFSET 0) a ORDER BY a.account, a.chat, a.message, a.ordinal";

    private record Hanging(MessageRef message, Attached attached) {}

    private Attachments() {}

    static Findings on(Findings found, Session session) throws SQLException {
        List<MessageRef> shown =
                AnsweredMessages.of(found.answer()).stream().map(Message::ref).distinct().toList();
        if (shown.isEmpty()) {
            return found;
        }
        Map<MessageRef, List<Attached>> attached = read(session, shown);
        if (attached.isEmpty()) {
            return found;
        }
        Answer answer =
                AnsweredMessages.changed(
                        found.answer(),
                        message -> message.with(attached.getOrDefault(message.ref(), List.of())));
        return new Findings(answer, found.degraded(), found.fallback(), found.next());
    }

    private static Map<MessageRef, List<Attached>> read(Session session, List<MessageRef> shown)
            throws SQLException {
        Sql select =
                Sql.of(
                        SELECT,
                        texts(shown, ref -> ref.account().toString()),
                        texts(shown, ref -> ref.chat().value()),
                        texts(shown, ref -> ref.message().value()));
        Map<MessageRef, List<Attached>> attached = new HashMap<>();
        for (Hanging hanging : session.list(select, Attachments::hanging)) {
            attached.computeIfAbsent(hanging.message, m -> new ArrayList<>()).add(hanging.attached);
        }
        return attached;
    }

    private static List<String> texts(List<MessageRef> refs, Function<MessageRef, String> part) {
        return refs.stream().map(part).toList();
    }

    private static Hanging hanging(ResultSet row) throws SQLException {
        return new Hanging(
                new MessageRef(
                        AccountId.parse(row.getString("account")),
                        new ChatId(row.getString("chat")),
                        new MessageId(row.getString("message"))),
                new Attached(
                        row.getString("kind"),
                        row.getString("name"),
                        row.getString("mime_type"),
                        size(row),
                        row.getString("path"),
                        row.getString("stored")));
    }

    private static @Nullable Long size(ResultSet row) throws SQLException {
        long size = row.getLong("size");
        return row.wasNull() ? null : size;
    }
}
