package dev.tributary.query;

import dev.tributary.contract.answer.Answer;
import dev.tributary.contract.answer.Message;
import dev.tributary.contract.identity.MessageRef;
import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.Filters;
import dev.tributary.contract.question.PageRequest;
import dev.tributary.contract.question.Question.Around;
import dev.tributary.contract.question.Question.Recent;
import dev.tributary.contract.question.Question.ThreadOf;
import dev.tributary.query.MessageRows.Placed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What stands around: lately, before and after a message, or in its conversation. All answers are
/// in chat order.
final class Context {

    private static final String SELECT =
            "SELECT " + MessageRows.COLUMNS + " FROM messages m " + MessageRows.NAMES;

    private final Session session;

    Context(Session session) {
        this.session = session;
    }

    /// The first page holds the newest messages, the next ones go back in time.
    Findings recent(Recent question, Instant now) throws SQLException {
        String mark =
                CursorFields.mark("recent", question.timeframe().toString(), question.filters());
        Sql select =
                Sql.of(SELECT + " WHERE m.sent_at >= ? AND", now.minus(question.timeframe()))
                        .then(Names.condition(session, question.filters()));
        PageRequest page = question.page();
        if (page.cursor() != null) {
            select = select.then(beyond("<", CursorFields.read(page.cursor(), mark).key()));
        }
        List<Placed> newest =
                session.list(
                        select.then(
                                Sql.of(
                                        "ORDER BY " + Key.DESCENDING + " LIMIT ?",
                                        page.limit() + 1)),
                        MessageRows::placed);
        boolean more = newest.size() > page.limit();
        List<Placed> shown = more ? newest.subList(0, page.limit()) : newest;
        Cursor next = more ? CursorFields.write(mark, shown.getLast().key()) : null;
        return Findings.of(new Answer.Messages(messages(shown.reversed()), null), next);
    }

    Findings around(Around question) throws SQLException {
        Placed focus = find(session, question.ref());
        List<Placed> before = neighbours(focus, question, "<", "DESC", question.before());
        List<Placed> after = neighbours(focus, question, ">", "ASC", question.after());
        List<Placed> all = new ArrayList<>(before.reversed());
        all.add(focus);
        all.addAll(after);
        return Findings.of(new Answer.Messages(messages(all), question.ref()));
    }

    /// @param direction `<` and `DESC`, or `>` and `ASC`
    private List<Placed> neighbours(
            Placed focus, Around question, String side, String direction, int limit)
            throws SQLException {
        Sql near =
                Sql.of(
                                SELECT + " WHERE m.account = ? AND m.chat = ?",
                                focus.key().account(),
                                focus.key().chat())
                        .then(question.includeDeleted() ? "" : "AND NOT m.deleted")
                        .then(beyond(side, focus.key()))
                        .then(
                                "ORDER BY "
                                        + (direction.equals("DESC")
                                                ? Key.DESCENDING
                                                : Key.ASCENDING))
                        .then(Sql.of("LIMIT ?", limit));
        return session.list(near, MessageRows::placed);
    }

    /// The root is found by following replies up, then the root's thread and all answers below are
    /// collected. Pages go forward in time.
    Findings thread(ThreadOf question) throws SQLException {
        Placed focus = find(session, question.ref());
        String mark = CursorFields.mark("thread", question.ref().toString(), Filters.NONE);
        Sql members =
                ThreadMembers.of(focus.key())
                        .then(SELECT)
                        .then(
                                "JOIN members t ON t.account = m.account AND t.chat = m.chat AND"
                                        + " t.message = m.message WHERE")
                        .then(question.includeDeleted() ? "true" : "NOT m.deleted");
        PageRequest page = question.page();
        if (page.cursor() != null) {
            members = members.then(beyond(">", CursorFields.read(page.cursor(), mark).key()));
        }
        List<Placed> found =
                session.list(
                        members.then(
                                Sql.of("ORDER BY " + Key.ASCENDING + " LIMIT ?", page.limit() + 1)),
                        MessageRows::placed);
        boolean more = found.size() > page.limit();
        List<Placed> shown = more ? found.subList(0, page.limit()) : found;
        Cursor next = more ? CursorFields.write(mark, shown.getLast().key()) : null;
        return Findings.of(new Answer.Messages(messages(shown), question.ref()), next);
    }

    /// @throws QuestionRefused if the archive has no such message
    static Placed find(Session session, MessageRef ref) throws SQLException {
        return session.first(
                        Sql.of(
                                SELECT + " WHERE m.account = ? AND m.chat = ? AND m.message = ?",
                                ref.account().toString(),
                                ref.chat().value(),
                                ref.message().value()),
                        MessageRows::placed)
                .orElseThrow(() ->
                        new QuestionRefused(
                                QuestionRefused.Reason.UNKNOWN_MESSAGE,
                                "the archive has no message \"" + ref + "\"",
                                "copy the ref of a hit, in quotation marks"));
    }

    /// On one side of a place; the plain comparison of times lets an index find it.
    private static Sql beyond(String side, Key key) {
        Sql beyond =
                Sql.of(
                        "AND ("
                                + Key.COLUMNS
                                + ") "
                                + side
                                + " (coalesce(?, '-infinity'::timestamptz), ?, ?, ?, ?)",
                        key.at(),
                        key.number(),
                        key.account(),
                        key.chat(),
                        key.message());
        return key.at() == null
                ? beyond
                : beyond.then(Sql.of("AND m.sent_at " + side + "= ?", key.at()));
    }

    private static List<Message> messages(List<Placed> placed) {
        return placed.stream().map(Placed::message).toList();
    }
}
