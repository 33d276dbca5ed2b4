package dev.tributary.simulator.telegram.town;

/// Hears of changes, in their order, under the town's lock: it must not wait for anybody.
public interface TownListener {

    /// A box that the account sees changed.
    void changed(Account account, MessageBox box, BoxEvent event);

    /// Reactions to a message are others now.
    void reacted(Account account, Message message);

    /// The account now sees something else of the chat than its messages: its title, its members.
    void altered(Account account, Chat chat);

    /// A person that the account may know came or went.
    ///
    /// @param isOnline whether it came
    void seen(Account account, Person person, boolean isOnline);

    /// The account has or has not the person among its contacts.
    void contactChanged(Account account, Person person);

    /// Nobody listens yet.
    static TownListener none() {
        return new TownListener() {
            @Override
            public void changed(Account account, MessageBox box, BoxEvent event) {}

            @Override
            public void reacted(Account account, Message message) {}

            @Override
            public void altered(Account account, Chat chat) {}

            @Override
            public void seen(Account account, Person person, boolean isOnline) {}

            @Override
            public void contactChanged(Account account, Person person) {}
        };
    }
}
