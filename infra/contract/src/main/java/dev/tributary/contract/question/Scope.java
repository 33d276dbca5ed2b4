package dev.tributary.contract.question;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.Service;
import java.util.Set;

/// What the one who asks may see: what lies outside does not exist for any question. An empty set
/// leaves its dimension open; what is allowed must pass all three.
public record Scope(Set<Service> sources, Set<AccountId> accounts, Set<ChatRef> chats) {

    public static final Scope ALL = new Scope(Set.of(), Set.of(), Set.of());

    public Scope {
        sources = Set.copyOf(sources);
        accounts = Set.copyOf(accounts);
        chats = Set.copyOf(chats);
    }

    public boolean isAll() {
        return sources.isEmpty() && accounts.isEmpty() && chats.isEmpty();
    }

    public boolean allows(ChatRef chat) {
        return (sources.isEmpty() || sources.contains(chat.account().service()))
                && (accounts.isEmpty() || accounts.contains(chat.account()))
                && (chats.isEmpty() || chats.contains(chat));
    }
}
