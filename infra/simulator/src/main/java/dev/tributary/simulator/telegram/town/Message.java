package dev.tributary.simulator.telegram.town;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A message as one box keeps it: in private chats and groups each account has a copy with an id of
/// its own, a channel has one for all.
///
/// @param peer the chat as the box's owner sees it
/// @param author `null` where the channel itself speaks
/// @param editedAt `null` if it never was
/// @param replyTo the id of the message of this box that it answers, 0 for none
/// @param reactions emoji -> how many
public record Message(
        int id,
        Peer peer,
        @Nullable Person author,
        Instant date,
        @Nullable Instant editedAt,
        Post post,
        int replyTo,
        boolean isPinned,
        Map<String, Integer> reactions) {

    public Message {
        reactions = Map.copyOf(reactions);
    }

    Message edited(Post newPost, Instant at) {
        return new Message(id, peer, author, date, at, newPost, replyTo, isPinned, reactions);
    }

    Message pinned(boolean isNowPinned) {
        return new Message(id, peer, author, date, editedAt, post, replyTo, isNowPinned, reactions);
    }

    Message reactedWith(String emoji) {
        Map<String, Integer> more = new TreeMap<>(reactions);
        more.merge(emoji, 1, Integer::sum);
        return new Message(id, peer, author, date, editedAt, post, replyTo, isPinned, more);
    }
}
