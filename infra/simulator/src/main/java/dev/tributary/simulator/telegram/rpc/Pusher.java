package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.conduct.Faults;
import dev.tributary.simulator.telegram.mtproto.MtprotoServer;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.BoxEvent;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import dev.tributary.simulator.telegram.town.TownListener;
import java.time.Duration;
import java.util.List;

/// Tells an account's clients what changed, unless a fault keeps it from them.
final class Pusher implements TownListener {

    private static final Duration ONLINE = Duration.ofMinutes(5);

    private final Town town;
    private final UpdateWire updates;
    private final SignIns signIns;
    private final MtprotoServer server;
    private final Faults faults;

    Pusher(Town town, UpdateWire updates, SignIns signIns, MtprotoServer server, Faults faults) {
        this.town = town;
        this.updates = updates;
        this.signIns = signIns;
        this.server = server;
        this.faults = faults;
    }

    @Override
    public void changed(Account account, MessageBox box, BoxEvent event) {
        if (faults.losesUpdate(account.person().id())) {
            return;
        }
        Bundle bundle = new Bundle(town, account).with(event.peer());
        UpdateWire.message(box, event).ifPresent(bundle::with);
        updates.update(account, box, event).ifPresent(update -> send(account, bundle, update));
    }

    @Override
    public void reacted(Account account, Message message) {
        push(
                account,
                new Bundle(town, account).with(message),
                TlObject.of("updateMessageReactions")
                        .with("peer", Wire.peer(message.peer()))
                        .with("msg_id", message.id())
                        .with("reactions", MessageWire.reactions(message)));
    }

    @Override
    public void altered(Account account, Chat chat) {
        Bundle bundle = new Bundle(town, account).with(chat.peerFor(account.person()));
        switch (chat) {
            case Group group ->
                    push(
                            account,
                            bundle.with(group.members().keySet()),
                            TlObject.of("updateChatParticipants")
                                    .with("participants", ChatWire.participants(group)));
            case Channel channel ->
                    push(
                            account,
                            bundle,
                            TlObject.of("updateChannel").with("channel_id", channel.peer().id()));
            case PrivateChat _ -> {
                // Nothing about it but its messages can change.
            }
        }
    }

    @Override
    public void seen(Account account, Person person, boolean isOnline) {
        int now = Wire.seconds(town.clock().instant());
        TlObject status =
                isOnline
                        ? TlObject.of("userStatusOnline")
                                .with("expires", now + (int) ONLINE.toSeconds())
                        : TlObject.of("userStatusOffline").with("was_online", now);
        push(
                account,
                new Bundle(town, account).with(person),
                TlObject.of("updateUserStatus")
                        .with("user_id", person.id())
                        .with("status", status));
    }

    @Override
    public void contactChanged(Account account, Person person) {
        push(
                account,
                new Bundle(town, account).with(person),
                TlObject.of("updatePeerSettings")
                        .with("peer", Wire.peer(person.peer()))
                        .with("settings", TlObject.of("peerSettings")));
    }

    private void push(Account account, Bundle bundle, TlObject update) {
        if (!faults.withholds(account.person().id())) {
            send(account, bundle, update);
        }
    }

    private void send(Account account, Bundle bundle, TlObject update) {
        TlObject all =
                TlObject.of("updates")
                        .with("updates", List.of(update))
                        .with("date", Wire.seconds(town.clock().instant()));
        server.push(signIns.keys(account), bundle.into(all));
    }
}
