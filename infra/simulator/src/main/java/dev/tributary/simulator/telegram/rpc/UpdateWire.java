package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.BoxEvent;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Peer;
import java.util.Optional;

/// Changes of a box as updates.
final class UpdateWire {

    private final MessageWire messages;

    UpdateWire(MessageWire messages) {
        this.messages = messages;
    }

    /// @return empty for a message that was changed and meanwhile deleted
    Optional<TlObject> update(Account viewer, MessageBox box, BoxEvent event) {
        boolean isChannel = event.peer() instanceof Peer.Channel;
        return switch (event.kind()) {
            case CREATED ->
                    withMessage(
                            isChannel ? "updateNewChannelMessage" : "updateNewMessage",
                            viewer,
                            box,
                            event);
            case EDITED ->
                    withMessage(
                            isChannel ? "updateEditChannelMessage" : "updateEditMessage",
                            viewer,
                            box,
                            event);
            case DELETED ->
                    Optional.of(
                            withIds(
                                    isChannel
                                            ? "updateDeleteChannelMessages"
                                            : "updateDeleteMessages",
                                    event));
            case PINNED -> Optional.of(pinned(event).when(true, "pinned"));
            case UNPINNED -> Optional.of(pinned(event));
        };
    }

    private Optional<TlObject> withMessage(
            String constructor, Account viewer, MessageBox box, BoxEvent event) {
        return message(box, event)
                .map(message ->
                        counted(constructor, event)
                                .with("message", messages.message(viewer, message)));
    }

    static Optional<Message> message(MessageBox box, BoxEvent event) {
        return box.message(event.ids().getFirst());
    }

    private static TlObject pinned(BoxEvent event) {
        return event.peer() instanceof Peer.Channel
                ? withIds("updatePinnedChannelMessages", event)
                : withIds("updatePinnedMessages", event).with("peer", Wire.peer(event.peer()));
    }

    private static TlObject withIds(String constructor, BoxEvent event) {
        TlObject update = counted(constructor, event).with("messages", event.ids());
        return event.peer() instanceof Peer.Channel channel
                ? update.with("channel_id", channel.id())
                : update;
    }

    private static TlObject counted(String constructor, BoxEvent event) {
        return TlObject.of(constructor).with("pts", event.pts()).with("pts_count", event.count());
    }
}
