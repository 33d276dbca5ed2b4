package dev.tributary.simulator.telegram.town;

import java.util.Collection;
import java.util.List;

/// Who sees what, and the listener that is told of it. Guarded by the town.
final class Audience {

    private final Collection<Account> accounts;
    private TownListener listener = TownListener.none();

    /// @param accounts a view of those that there are
    Audience(Collection<Account> accounts) {
        this.accounts = accounts;
    }

    void listen(TownListener newListener) {
        listener = newListener;
    }

    /// The accounts that are in the chat.
    List<Account> viewers(Chat chat) {
        return accounts.stream().filter(account -> chat.has(account.person())).toList();
    }

    private List<Account> viewers(Chat chat, MessageBox box) {
        return viewers(chat).stream().filter(account -> account.boxOf(chat).equals(box)).toList();
    }

    void changed(Chat chat, MessageBox box, BoxEvent event) {
        viewers(chat, box).forEach(account -> listener.changed(account, box, event));
    }

    void reacted(Chat chat, MessageBox box, Message message) {
        viewers(chat, box).forEach(account -> listener.reacted(account, message));
    }

    void altered(Chat chat) {
        viewers(chat).forEach(account -> listener.altered(account, chat));
    }

    /// The account is in the chat no more.
    void left(Account account, Chat chat) {
        listener.altered(account, chat);
    }

    void contactChanged(Account account, Person other) {
        listener.contactChanged(account, other);
    }

    /// Everybody who has the person among the contacts, or talks with it, is told.
    void seen(Person person, boolean isOnline) {
        for (Account account : accounts) {
            if (account.contacts().containsKey(person)
                    || account.chats().containsKey(person.peer())) {
                listener.seen(account, person, isOnline);
            }
        }
    }
}
