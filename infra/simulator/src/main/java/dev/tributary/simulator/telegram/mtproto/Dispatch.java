package dev.tributary.simulator.telegram.mtproto;

import dev.tributary.simulator.telegram.tl.Packing;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.tl.TlReader;
import dev.tributary.simulator.telegram.tl.TlSchema;
import dev.tributary.simulator.telegram.tl.TlWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes a frame apart and brings each message to where it belongs: the key exchange, the session's
/// own business, or the desk.
///
/// @see <https://core.telegram.org/mtproto/service_messages>
final class Dispatch {

    private static final int CONTAINER = 0x73f1f8dc;
    private static final int RPC_RESULT = 0xf35c6d01;
    private static final int SHORTEST = 24;

    /// The transport's error for a key that this server does not have.
    private static final int UNKNOWN_KEY = -404;

    private static final int WRONG_SALT = 48;
    private static final int SALT_SECONDS = 24 * 60 * 60;

    /// Of the states that a client may ask for: the one that makes it send again, and the one that
    /// makes it wait.
    private static final byte UNKNOWN = 1;

    private static final byte RECEIVED = 4;

    /// Longer answers are packed.
    private static final int PACKED_FROM = 1024;

    private final TlSchema schema;
    private final Clock clock;
    private final RpcDesk desk;
    private final Map<Long, AuthKey> keys;
    private final Set<Long> cutOff;
    private final Map<Long, Session> sessions;
    private final MessageIds ids;
    private final SecureRandom random;

    /// @param cutOff keys whose connections are closed as soon as they are known
    Dispatch(
            TlSchema schema,
            Clock clock,
            RpcDesk desk,
            Map<Long, AuthKey> keys,
            Set<Long> cutOff,
            Map<Long, Session> sessions,
            MessageIds ids,
            SecureRandom random) {
        this.schema = schema;
        this.clock = clock;
        this.desk = desk;
        this.keys = keys;
        this.cutOff = cutOff;
        this.sessions = sessions;
        this.ids = ids;
        this.random = random;
    }

    void frame(Connection connection, KeyExchange exchange, byte[] frame) {
        if (frame.length < SHORTEST) {
            throw new MalformedMessage("frame of \"" + frame.length + "\" bytes is too short");
        }
        long keyId = Octets.littleEndian(frame).getLong();
        if (keyId == 0) {
            TlObject request =
                    new TlReader(schema, ByteBuffer.wrap(frame, 20, frame.length - 20)).object();
            connection.send(plain(exchange.answer(request)));
            return;
        }
        AuthKey key = keys.get(keyId);
        if (key == null) {
            connection.send(Octets.littleEndian(Integer.BYTES).putInt(UNKNOWN_KEY).array());
            return;
        }
        if (cutOff.contains(keyId)) {
            connection.close();
            return;
        }
        encrypted(connection, key, Envelope.open(key, frame));
    }

    private byte[] plain(TlObject answer) {
        byte[] body = TlWriter.bytes(schema, answer);
        return Octets.littleEndian(2 * Long.BYTES + Integer.BYTES + body.length)
                .putLong(0)
                .putLong(ids.next(true))
                .putInt(body.length)
                .put(body)
                .array();
    }

    private void encrypted(Connection connection, AuthKey key, Envelope envelope) {
        Session known = known(envelope.sessionId());
        Session session =
                known == null ? new Session(key, envelope.sessionId(), ids, random) : known;
        if (!session.attach(connection)) {
            return;
        }
        if (envelope.salt() != key.salt()) {
            send(session, Session.Kind.NOTICE, wrongSalt(key, envelope));
            return;
        }
        if (known == null) {
            sessions.put(session.id(), session);
            TlObject created =
                    TlObject.of("new_session_created")
                            .with("first_msg_id", envelope.messageId())
                            .with("unique_id", random.nextLong())
                            .with("server_salt", key.salt());
            send(session, Session.Kind.NOTICE, created);
        }
        Sender sender = new Sender(session, connection.dataCenter(), key.salt());
        message(sender, envelope.messageId(), envelope.body());
    }

    private @Nullable Session known(long sessionId) {
        Session session = sessions.get(sessionId);
        if (session != null && session.isOutdated(clock.instant())) {
            sessions.remove(sessionId, session);
            return null;
        }
        return session;
    }

    private static TlObject wrongSalt(AuthKey key, Envelope envelope) {
        return TlObject.of("bad_server_salt")
                .with("bad_msg_id", envelope.messageId())
                .with("bad_msg_seqno", envelope.sequence())
                .with("error_code", WRONG_SALT)
                .with("new_server_salt", key.salt());
    }

    private void message(Sender sender, long messageId, ByteBuffer body) {
        int id = body.getInt(body.position());
        if (id == CONTAINER) {
            container(sender, body);
        } else if (id == Packing.GZIP_PACKED) {
            TlReader reader = new TlReader(schema, body);
            reader.integer();
            ByteBuffer unpacked = Packing.unpack(reader.text()).order(ByteOrder.LITTLE_ENDIAN);
            message(sender, messageId, unpacked);
        } else {
            single(sender, messageId, new TlReader(schema, body).query());
        }
    }

    private void container(Sender sender, ByteBuffer body) {
        body.getInt();
        for (int left = body.getInt(); left > 0; left--) {
            long messageId = body.getLong();
            body.getInt();
            int length = body.getInt();
            ByteBuffer part = body.slice(body.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            body.position(body.position() + length);
            message(sender, messageId, part);
        }
    }

    private void single(Sender sender, long messageId, TlObject message) {
        Session session = sender.session();
        switch (message.name()) {
            case "msgs_ack" -> session.acknowledge(message.numbers("msg_ids"));
            case "http_wait", "msgs_state_info", "msgs_all_info", "msg_resend_req" -> {
                // They ask for nothing that is not sent again by itself.
            }
            case "ping", "ping_delay_disconnect" ->
                    send(
                            session,
                            Session.Kind.ANSWER,
                            TlObject.of("pong")
                                    .with("msg_id", messageId)
                                    .with("ping_id", message.number("ping_id")));
            case "get_future_salts" -> send(session, Session.Kind.ANSWER, salts(sender, messageId));
            case "msgs_state_req" ->
                    send(session, Session.Kind.SERVICE, states(session, messageId, message));
            case "rpc_drop_answer" ->
                    result(session, messageId, bytes(TlObject.of("rpc_answer_unknown")));
            case "destroy_session" ->
                    send(
                            session,
                            Session.Kind.ANSWER,
                            TlObject.of("destroy_session_ok")
                                    .with("session_id", message.number("session_id")));
            case "destroy_auth_key" -> {
                send(session, Session.Kind.ANSWER, TlObject.of("destroy_auth_key_ok"));
                keys.remove(session.authKeyId());
            }
            default -> call(sender, messageId, message);
        }
    }

    private static TlObject states(Session session, long messageId, TlObject request) {
        List<Long> asked = request.numbers("msg_ids");
        byte[] states = new byte[asked.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = session.hasReceived(asked.get(i)) ? RECEIVED : UNKNOWN;
        }
        return TlObject.of("msgs_state_info").with("req_msg_id", messageId).with("info", states);
    }

    private TlObject salts(Sender sender, long messageId) {
        int now = (int) clock.instant().getEpochSecond();
        TlObject salt =
                TlObject.of("future_salt")
                        .with("valid_since", now)
                        .with("valid_until", now + SALT_SECONDS)
                        .with("salt", sender.salt());
        return TlObject.of("future_salts")
                .with("req_msg_id", messageId)
                .with("now", now)
                .with("salts", List.of(salt));
    }

    private void call(Sender sender, long messageId, TlObject wrapped) {
        Session session = sender.session();
        session.receive(messageId);
        send(
                session,
                Session.Kind.SERVICE,
                TlObject.of("msgs_ack").with("msg_ids", List.of(messageId)));
        TlObject function = wrapped;
        boolean wantsUpdates = true;
        while (function.has("query")) {
            wantsUpdates &= !function.is("invokeWithoutUpdates");
            function = function.object("query");
        }
        if (wantsUpdates) {
            session.takeUpdates();
        }
        RpcCall call =
                new RpcCall(session.authKeyId(), session.id(), sender.dataCenter(), function);
        result(session, messageId, answer(call));
    }

    private byte[] answer(RpcCall call) {
        try {
            return packed(TlWriter.bytes(schema, desk.answer(call)));
        } catch (Refusal e) {
            return bytes(
                    TlObject.of("rpc_error")
                            .with("error_code", e.code())
                            .with("error_message", e.getMessage()));
        }
    }

    private static byte[] packed(byte[] answer) {
        return answer.length < PACKED_FROM ? answer : Packing.pack(answer);
    }

    private void result(Session session, long messageId, byte[] answer) {
        byte[] body =
                Octets.littleEndian(Integer.BYTES + Long.BYTES + answer.length)
                        .putInt(RPC_RESULT)
                        .putLong(messageId)
                        .put(answer)
                        .array();
        session.send(Session.Kind.ANSWER, body);
    }

    private void send(Session session, Session.Kind kind, TlObject message) {
        session.send(kind, bytes(message));
    }

    private byte[] bytes(TlObject object) {
        return TlWriter.bytes(schema, object);
    }

    /// Where a message came from.
    private record Sender(Session session, int dataCenter, long salt) {}
}
