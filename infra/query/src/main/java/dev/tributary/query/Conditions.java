package dev.tributary.query;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.question.Filters;
import java.util.ArrayList;
import java.util.List;

/// Filters as conditions on table `m` (messages), once names have become ids.
final class Conditions {

    private Conditions() {}

    /// @param chats pairs of account and chat as two lists of equal length; empty means all
    /// @param senders ids; empty means all
    static Sql on(Filters filters, ChatIds chats, List<String> senders) {
        List<Sql> conditions = new ArrayList<>();
        if (!filters.includeDeleted()) {
            conditions.add(Sql.of("NOT m.deleted"));
        }
        scope(filters, "m").forEach(conditions::add);
        if (!chats.accounts().isEmpty()) {
            conditions.add(chats.condition());
        }
        if (!senders.isEmpty()) {
            conditions.add(Sql.of("m.sender = ANY (?)", senders));
        }
        if (filters.since() != null) {
            conditions.add(Sql.of("m.sent_at >= ?", filters.since()));
        }
        if (filters.until() != null) {
            conditions.add(Sql.of("m.sent_at < ?", filters.until()));
        }
        return Sql.all(conditions);
    }

    /// Source and account, on any table that has an account.
    static List<Sql> scope(Filters filters, String table) {
        List<Sql> conditions = new ArrayList<>();
        if (!filters.accounts().isEmpty()) {
            conditions.add(
                    Sql.of(
                            table + ".account = ANY (?)",
                            filters.accounts().stream().map(AccountId::toString).toList()));
        }
        if (!filters.sources().isEmpty()) {
            conditions.add(
                    Sql.of(
                            "split_part(" + table + ".account, ':', 1) = ANY (?)",
                            filters.sources().stream().map(Service::wireName).toList()));
        }
        return conditions;
    }

    /// Chats by account and id.
    record ChatIds(List<String> accounts, List<String> chats) {

        static final ChatIds ALL = new ChatIds(List.of(), List.of());

        ChatIds {
            accounts = List.copyOf(accounts);
            chats = List.copyOf(chats);
        }

        /// One chat is written as an equation, so that the planner may use the index on it.
        Sql condition() {
            if (accounts.size() == 1) {
                return Sql.of("m.account = ? AND m.chat = ?", accounts.get(0), chats.get(0));
            }
            return Sql.of(
                    "(m.account, m.chat) IN (SELECT * FROM unnest(?::text[], ?::text[]))",
                    accounts,
                    chats);
        }
    }
}
