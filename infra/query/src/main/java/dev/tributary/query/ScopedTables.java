package dev.tributary.query;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Scope;
import java.util.ArrayList;
import java.util.List;

/// What a scope leaves of the archive, as common table expressions that carry the tables' own names
/// and so stand before them in every statement that does not name a schema. They are not
/// materialized: the planner sees through them to the tables' indexes.
final class ScopedTables {

    private static final String RECURSIVE = "WITH RECURSIVE ";
    private static final String WITH = "WITH ";

    private final Sql tables;

    ScopedTables(Scope scope) {
        this.tables = scope.isAll() ? Sql.NOTHING : tables(scope);
    }

    boolean isWhole() {
        return tables.equals(Sql.NOTHING);
    }

    /// The statement on these tables.
    Sql under(Sql statement) {
        if (isWhole()) {
            return statement;
        }
        String text = statement.text().stripLeading();
        if (text.startsWith(RECURSIVE)) {
            return joined(RECURSIVE, ", ", text.substring(RECURSIVE.length()), statement);
        }
        if (text.startsWith(WITH)) {
            return joined(WITH, ", ", text.substring(WITH.length()), statement);
        }
        return joined(WITH, " ", text, statement);
    }

    private Sql joined(String with, String separator, String text, Sql statement) {
        return new Sql(with + tables.text() + separator, tables.values())
                .then(new Sql(text, statement.values()));
    }

    private static Sql tables(Scope scope) {
        Sql account = account(scope);
        Sql chat = chat(scope);
        return table("accounts", account)
                .then(table(", users", account))
                .then(table(", chats", chat))
                .then(table(", messages", chat))
                .then(table(", message_versions", chat))
                .then(table(", attachments", chat))
                // How far the log was read tells how much everybody writes.
                .then(table(", ingest_positions", Sql.of("false")));
    }

    private static Sql table(String name, Sql condition) {
        String plain = name.replace(", ", "");
        return Sql.of(name + " AS NOT MATERIALIZED (SELECT * FROM tributary." + plain + " t WHERE")
                .then(condition)
                .then(")");
    }

    private static Sql account(Scope scope) {
        List<Sql> conditions = new ArrayList<>();
        if (!scope.sources().isEmpty()) {
            conditions.add(
                    Sql.of(
                            "split_part(t.account, ':', 1) = ANY (?)",
                            scope.sources().stream().map(Service::wireName).sorted().toList()));
        }
        if (!scope.accounts().isEmpty()) {
            conditions.add(
                    Sql.of(
                            "t.account = ANY (?)",
                            scope.accounts().stream().map(AccountId::toString).sorted().toList()));
        }
        if (!scope.chats().isEmpty()) {
            conditions.add(
                    Sql.of(
                            "t.account = ANY (?)",
                            scope.chats().stream()
                                    .map(chat -> chat.account().toString())
                                    .distinct()
                                    .sorted()
                                    .toList()));
        }
        return Sql.all(conditions);
    }

    private static Sql chat(Scope scope) {
        if (scope.chats().isEmpty()) {
            return account(scope);
        }
        List<ChatRef> chats = List.copyOf(scope.chats());
        return account(scope)
                .then(
                        Sql.of(
                                "AND (t.account, t.chat) IN (SELECT * FROM unnest(?::text[],"
                                        + " ?::text[]))",
                                chats.stream().map(chat -> chat.account().toString()).toList(),
                                chats.stream().map(chat -> chat.chat().value()).toList()));
    }
}
