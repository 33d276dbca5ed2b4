package dev.tributary.simulator.telegram.town;

import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A person who signs in here. Guarded by the town.
public final class Account {

    private final Person person;
    private final String code;
    private final Optional<String> password;
    private final MessageBox box;
    private final Map<Person, Boolean> contacts = new LinkedHashMap<>();
    private final Map<Peer, Chat> chats = new LinkedHashMap<>();
    private final Set<Peer> archived = new HashSet<>();

    Account(Person person, String code, Optional<String> password, Clock clock) {
        this.person = person;
        this.code = code;
        this.password = password;
        this.box = new MessageBox(clock);
    }

    public Person person() {
        return person;
    }

    /// What the phone would show.
    public String code() {
        return code;
    }

    /// The second step of signing in, if there is one.
    public Optional<String> password() {
        return password;
    }

    /// Its private chats and groups.
    public MessageBox box() {
        return box;
    }

    public MessageBox boxOf(Chat chat) {
        return chat instanceof Channel channel ? channel.box() : box;
    }

    /// Person -> whether they have this one in their contacts too.
    public Map<Person, Boolean> contacts() {
        return Collections.unmodifiableMap(contacts);
    }

    /// The chats that it is in, as it names them.
    public Map<Peer, Chat> chats() {
        return Collections.unmodifiableMap(chats);
    }

    public boolean isArchived(Peer peer) {
        return archived.contains(peer);
    }

    void know(Person other, boolean isMutual) {
        contacts.put(other, isMutual);
    }

    void unknow(Person other) {
        contacts.remove(other);
    }

    void enter(Chat chat) {
        chats.put(chat.peerFor(person), chat);
    }

    void leave(Chat chat) {
        chats.remove(chat.peerFor(person));
    }

    void archive(Peer peer) {
        archived.add(peer);
    }
}
