package dev.tributary.simulator.telegram.town;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts what is said into the boxes of its chat, changes it there, and tells the audience. Guarded
/// by the town.
final class PostOffice {

    private final Clock clock;
    private final Audience audience;

    PostOffice(Clock clock, Audience audience) {
        this.clock = clock;
        this.audience = audience;
    }

    /// @param isLive whether it is told; else it was said before anybody looked
    Posting post(Chat chat, Person author, Post post, Instant at, boolean isLive) {
        Map<MessageBox, Integer> ids = new HashMap<>();
        for (Copy copy : copies(chat)) {
            MessageBox box = copy.box();
            Message message = message(chat, author, post, at, copy);
            ids.put(box, message.id());
            if (isLive) {
                audience.changed(chat, box, box.add(message));
            } else {
                box.addUncounted(message);
            }
        }
        return new Posting(chat, ids);
    }

    private static Message message(Chat chat, Person author, Post post, Instant at, Copy copy) {
        MessageBox box = copy.box();
        boolean isChannelsVoice =
                chat instanceof Channel channel && channel.kind() == Channel.Kind.BROADCAST;
        int replyTo =
                post.reply() == null || !post.reply().to().chat().equals(chat)
                        ? 0
                        : post.reply().to().idIn(box).orElse(0);
        return new Message(
                box.nextId(),
                copy.peer(),
                isChannelsVoice ? null : author,
                at,
                null,
                post,
                replyTo,
                false,
                Map.of());
    }

    private List<Copy> copies(Chat chat) {
        if (chat instanceof Channel channel) {
            return List.of(new Copy(channel.box(), channel.peer()));
        }
        return audience.viewers(chat).stream()
                .map(account -> new Copy(account.box(), chat.peerFor(account.person())))
                .toList();
    }

    /// @return whether it still was there
    boolean edit(Posting posting, String text) {
        Instant now = clock.instant();
        boolean isThere = false;
        for (Map.Entry<MessageBox, Integer> copy : posting.ids().entrySet()) {
            Optional<BoxEvent> event =
                    copy.getKey()
                            .change(
                                    copy.getValue(),
                                    BoxEvent.Kind.EDITED,
                                    message -> message.edited(message.post().saying(text), now));
            event.ifPresent(change -> audience.changed(posting.chat(), copy.getKey(), change));
            isThere |= event.isPresent();
        }
        return isThere;
    }

    /// @return whether it still was there
    boolean delete(Posting posting) {
        boolean isThere = false;
        for (Map.Entry<MessageBox, Integer> copy : posting.ids().entrySet()) {
            MessageBox box = copy.getKey();
            Optional<BoxEvent> event =
                    box.message(copy.getValue())
                            .map(message -> box.remove(message.peer(), List.of(message.id())));
            event.ifPresent(removal -> audience.changed(posting.chat(), box, removal));
            isThere |= event.isPresent();
        }
        return isThere;
    }

    void pin(Posting posting, boolean isPinned) {
        BoxEvent.Kind kind = isPinned ? BoxEvent.Kind.PINNED : BoxEvent.Kind.UNPINNED;
        posting.ids()
                .forEach((box, id) ->
                        box.change(id, kind, message -> message.pinned(isPinned))
                                .ifPresent(event -> audience.changed(posting.chat(), box, event)));
    }

    void react(Posting posting, String emoji) {
        posting.ids()
                .forEach((box, id) ->
                        box.replace(id, message -> message.reactedWith(emoji))
                                .ifPresent(
                                        message -> audience.reacted(posting.chat(), box, message)));
    }

    private record Copy(MessageBox box, Peer peer) {}
}
