package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Answer.Version;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.identity.MessageRef;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Every version of a message that any source ever showed, and its deletion.
final class History {

    private final Session session;

    History(Session session) {
        this.session = session;
    }

    Findings of(MessageRef ref) throws SQLException {
        Message current = Context.find(session, ref).message();
        String[] name = {ref.account().toString(), ref.chat().value(), ref.message().value()};
        List<Version> versions =
                session.list(
                        Sql.of(
                                "SELECT nullif(edited_at, '-infinity') AS edited_at, sent_at, text"
                                        + " FROM message_versions WHERE account = ? AND"
                                        + " chat = ? AND message = ? ORDER BY"
                                        + " message_versions.edited_at, rank",
                                (Object[]) name),
                        row -> {
                            Instant edited = Session.instant(row, "edited_at");
                            return new Version(
                                    edited == null ? Session.instant(row, "sent_at") : edited,
                                    row.getString("text"));
                        });
        Instant deletedAt =
                session.first(
                                Sql.of(
                                        "SELECT deleted_at FROM messages WHERE account ="
                                                + " ? AND chat = ? AND message = ?",
                                        (Object[]) name),
                                row -> Optional.ofNullable(Session.instant(row, "deleted_at")))
                        .flatMap(found -> found)
                        .orElse(null);
        return Findings.of(new Answer.Versions(current, versions, deletedAt));
    }
}
