package dev.tributary.simulator.telegram;

import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Peer;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an archive of an account must end with.
///
/// @param chats TDLib's chat id -> what is in the chat, of every chat that the account is in
public record Truth(SortedMap<Long, ChatTruth> chats) {

    public Truth {
        chats = Collections.unmodifiableSortedMap(new TreeMap<>(chats));
    }

    /// @param messages id as the server counts (TDLib's shifted right by 20) -> what it says now;
    ///   service messages are among them, with an empty text
    /// @param deleted ids of messages that are no more: an archive that saw them says that they
    ///   were deleted, one that did not says nothing
    public record ChatTruth(
            NavigableMap<Integer, MessageTruth> messages, SortedSet<Integer> deleted) {

        public ChatTruth {
            messages = Collections.unmodifiableNavigableMap(new TreeMap<>(messages));
            deleted = Collections.unmodifiableSortedSet(new TreeSet<>(deleted));
        }
    }

    /// @param isService nobody said it
    public record MessageTruth(String text, boolean isEdited, boolean isService) {}

    static Truth of(Account account) {
        SortedMap<Long, ChatTruth> chats = new TreeMap<>();
        for (Map.Entry<Peer, Chat> chat : account.chats().entrySet()) {
            chats.put(chat.getKey().chatId(), of(account.boxOf(chat.getValue()), chat.getKey()));
        }
        return new Truth(chats);
    }

    private static ChatTruth of(MessageBox box, Peer peer) {
        NavigableMap<Integer, MessageTruth> messages = new TreeMap<>();
        for (int id : box.ids(peer)) {
            box.message(id).ifPresent(message -> messages.put(id, of(message)));
        }
        return new ChatTruth(messages, box.deletedIds(peer));
    }

    private static MessageTruth of(Message message) {
        return new MessageTruth(
                message.post().text(), message.editedAt() != null, message.post().action() != null);
    }

    /// How many messages there are in all chats.
    public int size() {
        return chats.values().stream().mapToInt(chat -> chat.messages().size()).sum();
    }
}
