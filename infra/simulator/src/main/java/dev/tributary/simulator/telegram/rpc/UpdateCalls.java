package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.BoxEvent;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a client missed while it was away.
///
/// @see <https://core.telegram.org/api/updates#recovering-gaps>
final class UpdateCalls {

    private static final int LARGEST_DIFFERENCE = 200;

    /// When to ask again of a channel that is open on the screen; no client here has one.
    private static final int AGAIN_SECONDS = 30;

    /// Channels that changed this long before the client left are named too: its clock is not ours.
    private static final int MARGIN_SECONDS = 60;

    private final Town town;
    private final MessageWire messages;
    private final UpdateWire updates;

    UpdateCalls(Town town, MessageWire messages, UpdateWire updates) {
        this.town = town;
        this.messages = messages;
        this.updates = updates;
    }

    void into(Functions functions) {
        functions.toAccounts("updates.getState", (caller, _) -> state(town, caller.account()));
        functions.toAccounts("updates.getDifference", this::difference);
        functions.toAccounts("updates.getChannelDifference", this::channelDifference);
    }

    static TlObject state(Town town, Account account) {
        return state(town, account.box().pts());
    }

    private static TlObject state(Town town, int pts) {
        return TlObject.of("updates.state")
                .with("pts", pts)
                .with("date", Wire.seconds(town.clock().instant()))
                .with("seq", 1);
    }

    private TlObject difference(Caller caller, TlObject function) {
        Account account = caller.account();
        MessageBox box = account.box();
        Optional<List<BoxEvent>> known = box.since(function.integer("pts"));
        if (known.isEmpty()) {
            return TlObject.of("updates.differenceTooLong").with("pts", box.pts());
        }
        List<BoxEvent> all = known.get();
        List<TlObject> channels = changedChannels(account, function.integer("date"));
        if (all.isEmpty() && channels.isEmpty()) {
            return TlObject.of("updates.differenceEmpty")
                    .with("date", Wire.seconds(town.clock().instant()))
                    .with("seq", 1);
        }
        int limit = function.has("pts_limit") ? function.integer("pts_limit") : LARGEST_DIFFERENCE;
        List<BoxEvent> part = all.subList(0, Math.min(limit, all.size()));
        boolean isAll = part.size() == all.size();
        TlObject answer =
                isAll
                        ? TlObject.of("updates.difference").with("state", state(town, account))
                        : TlObject.of("updates.differenceSlice")
                                .with("intermediate_state", state(town, part.getLast().pts()));
        // With every part: a client that has one asks for the next with the date of that one.
        return filled(account, box, answer, part, channels);
    }

    /// A client that was away asks each channel for itself; it has to be told which.
    private List<TlObject> changedChannels(Account account, int clientDate) {
        Instant since = Instant.ofEpochSecond((long) clientDate - MARGIN_SECONDS);
        return account.chats().values().stream()
                .filter(Channel.class::isInstance)
                .map(Channel.class::cast)
                .filter(channel -> channel.box().lastChange().isAfter(since))
                .map(channel ->
                        TlObject.of("updateChannelTooLong")
                                .with("channel_id", channel.peer().id())
                                .with("pts", channel.box().pts()))
                .toList();
    }

    private TlObject filled(
            Account account,
            MessageBox box,
            TlObject answer,
            List<BoxEvent> events,
            List<TlObject> more) {
        Bundle bundle = new Bundle(town, account);
        List<TlObject> fresh = new ArrayList<>();
        List<TlObject> others = new ArrayList<>();
        for (BoxEvent event : events) {
            bundle.with(event.peer());
            UpdateWire.message(box, event).ifPresent(bundle::with);
            if (event.kind() == BoxEvent.Kind.CREATED) {
                UpdateWire.message(box, event)
                        .map(message -> messages.message(account, message))
                        .ifPresent(fresh::add);
            } else {
                // Nothing is counted here: the state at the end says it all.
                updates.update(account, box, event)
                        .map(update -> update.with("pts_count", 0))
                        .ifPresent(others::add);
            }
        }
        for (TlObject channel : more) {
            bundle.with(new Peer.Channel(channel.number("channel_id")));
        }
        others.addAll(more);
        return bundle.into(answer.with("new_messages", fresh).with("other_updates", others));
    }

    private TlObject channelDifference(Caller caller, TlObject function) {
        Account account = caller.account();
        Peer peer = Wire.peer(account, function.object("channel"));
        Channel channel = ChatCalls.channel(town, account, peer);
        MessageBox box = channel.box();
        Optional<List<BoxEvent>> known = box.since(function.integer("pts"));
        if (known.isEmpty()) {
            return tooLong(account, channel);
        }
        List<BoxEvent> all = known.get();
        if (all.isEmpty()) {
            return TlObject.of("updates.channelDifferenceEmpty")
                    .when(true, "final")
                    .with("timeout", AGAIN_SECONDS)
                    .with("pts", box.pts());
        }
        int limit = Math.max(1, Math.min(LARGEST_DIFFERENCE, function.integer("limit")));
        List<BoxEvent> part = all.subList(0, Math.min(limit, all.size()));
        boolean isAll = part.size() == all.size();
        TlObject answer =
                TlObject.of("updates.channelDifference")
                        .when(isAll, "final")
                        .with("timeout", isAll ? AGAIN_SECONDS : null)
                        .with("pts", part.getLast().pts());
        return filled(account, box, answer, part, List.of());
    }

    private TlObject tooLong(Account account, Channel channel) {
        Optional<Message> top = channel.box().last(channel.peer());
        Bundle bundle = new Bundle(town, account).with(channel.peer());
        top.ifPresent(bundle::with);
        List<TlObject> last =
                top.map(message -> messages.message(account, message)).stream().toList();
        return bundle.into(
                TlObject.of("updates.channelDifferenceTooLong")
                        .when(true, "final")
                        .with("timeout", AGAIN_SECONDS)
                        .with("dialog", ChatWire.dialog(account, channel.peer(), channel.box()))
                        .with("messages", last));
    }
}
