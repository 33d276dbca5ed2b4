package dev.tributary.simulator.telegram.mtproto;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.tl.TlSchema;
import dev.tributary.simulator.telegram.tl.TlWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The listener with its keys, sessions and connections. Its methods may be called from any thread.
public final class MtprotoServer implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final TlSchema schema;
    private final ServerKey serverKey;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ServerSocket listener;
    private final MessageIds ids;
    private final Map<Long, AuthKey> keys = new ConcurrentHashMap<>();
    private final Map<Long, Session> sessions = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Long> cutOff = ConcurrentHashMap.newKeySet();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final AtomicInteger keyExchanges = new AtomicInteger();
    private final AtomicLong connections = new AtomicLong();

    private MtprotoServer(
            TlSchema schema, ServerKey serverKey, Clock clock, ServerSocket listener) {
        this.schema = schema;
        this.serverKey = serverKey;
        this.clock = clock;
        this.listener = listener;
        this.ids = new MessageIds(clock);
    }

    /// Listens on loopback.
    ///
    /// @param port 0 takes a free one
    /// @throws IOException if the port is taken
    public static MtprotoServer bind(TlSchema schema, ServerKey key, Clock clock, int port)
            throws IOException {
        ServerSocket listener =
                new ServerSocket(
                        port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        return new MtprotoServer(schema, key, clock, listener);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Begins to accept; until then clients wait.
    public void serve(RpcDesk desk) {
        Dispatch dispatch = new Dispatch(schema, clock, desk, keys, cutOff, sessions, ids, random);
        Thread.ofVirtual().name("telegram-accept").start(() -> accept(dispatch));
    }

    private void accept(Dispatch dispatch) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                if (listener.isClosed()) {
                    socket.close();
                    return;
                }
                long number = connections.incrementAndGet();
                Thread.ofVirtual()
                        .name("telegram-reader")
                        .start(() -> serve(socket, number, dispatch));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    problems.add("accepts no more connections: " + e);
                }
                return;
            }
        }
    }

    private void serve(Socket accepted, long number, Dispatch dispatch) {
        try (Socket socket = accepted;
                FrameChannel channel = FrameChannel.accept(socket);
                Connection connection = Connection.open(channel, number)) {
            KeyExchange exchange =
                    new KeyExchange(
                            schema,
                            serverKey,
                            clock,
                            random,
                            keyExchanges::incrementAndGet,
                            key -> keys.put(key.id(), key));
            while (!listener.isClosed()) {
                dispatch.frame(connection, exchange, connection.read());
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (RuntimeException e) {
            problems.add(e.toString());
        } finally {
            sockets.remove(accepted);
        }
    }

    /// Sends to every session of these keys that takes updates.
    public void push(Set<Long> authKeyIds, TlObject updates) {
        byte[] body = TlWriter.bytes(schema, updates);
        for (Session session : sessionsOf(authKeyIds)) {
            if (session.takesUpdates() && !session.send(Session.Kind.NOTICE, body)) {
                sessions.remove(session.id(), session);
            }
        }
    }

    /// Closes the connections of these keys; their sessions stay.
    public void dropConnections(Set<Long> authKeyIds) {
        sessionsOf(authKeyIds).forEach(Session::drop);
    }

    /// Closes the connections of these keys, and each further one when something comes over it,
    /// until [#reconnect]; their sessions stay.
    public void cutOff(Set<Long> authKeyIds) {
        cutOff.addAll(authKeyIds);
        dropConnections(authKeyIds);
    }

    public void reconnect(Set<Long> authKeyIds) {
        cutOff.removeAll(authKeyIds);
    }

    /// Loses the sessions of these keys with all that was not acknowledged, and their connections.
    public void forgetSessions(Set<Long> authKeyIds) {
        Collection<Session> lost = sessionsOf(authKeyIds);
        lost.forEach(session -> sessions.remove(session.id(), session));
        lost.forEach(Session::forget);
    }

    private Collection<Session> sessionsOf(Set<Long> authKeyIds) {
        return sessions.values().stream()
                .filter(session -> authKeyIds.contains(session.authKeyId()))
                .toList();
    }

    /// How often a client began to agree on a key.
    public int keyExchanges() {
        return keyExchanges.get();
    }

    /// How many keys there are.
    public int keys() {
        return keys.size();
    }

    /// What went wrong with clients that did not keep to the protocol, or with this server.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
