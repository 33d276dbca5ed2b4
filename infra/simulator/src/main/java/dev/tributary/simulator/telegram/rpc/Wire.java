package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Peer;
import java.time.Instant;

/// Peers and times, to and from the wire.
final class Wire {

    /// A hash that clients have to give back; this server does not insist.
    private static final long HASH_FACTOR = 7919;

    private Wire() {}

    static int seconds(Instant at) {
        return (int) at.getEpochSecond();
    }

    static long accessHash(long id) {
        return id * HASH_FACTOR;
    }

    static TlObject peer(Peer peer) {
        return switch (peer) {
            case Peer.User user -> TlObject.of("peerUser").with("user_id", user.id());
            case Peer.Group group -> TlObject.of("peerChat").with("chat_id", group.id());
            case Peer.Channel channel ->
                    TlObject.of("peerChannel").with("channel_id", channel.id());
        };
    }

    /// @throws Refusal `PEER_ID_INVALID` for a peer that names nobody
    static Peer peer(Account viewer, TlObject input) {
        return switch (input.name()) {
            case "inputPeerSelf", "inputUserSelf" -> viewer.person().peer();
            case "inputPeerUser", "inputUser", "inputPeerUserFromMessage", "inputUserFromMessage" ->
                    new Peer.User(input.number("user_id"));
            case "inputPeerChat" -> new Peer.Group(input.number("chat_id"));
            case "inputPeerChannel",
                    "inputChannel",
                    "inputPeerChannelFromMessage",
                    "inputChannelFromMessage" ->
                    new Peer.Channel(input.number("channel_id"));
            default -> throw new Refusal(400, "PEER_ID_INVALID");
        };
    }

    static TlObject notifySettings() {
        return TlObject.of("peerNotifySettings");
    }
}
