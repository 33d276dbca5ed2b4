package dev.tributary.mcp.http;

import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.session.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The sessions that are open: a few of each client, ended when nobody has used them for long.
final class Sessions {

    static final int MOST_OF_A_CLIENT = 64;
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final Watch watch;
    private final Clock clock;

    Sessions(Watch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
    }

    /// Makes room by ending the client's longest unused session, if need be.
    ///
    /// @return false if the client has too many that are in use
    synchronized boolean hasRoom(Client client) {
        List<Session> own =
                open.values().stream()
                        .filter(session -> session.client().name().equals(client.name()))
                        .toList();
        if (own.size() < MOST_OF_A_CLIENT) {
            return true;
        }
        Optional<Session> idle =
                own.stream()
                        .filter(session -> !session.isInUse())
                        .min(Comparator.comparing(Session::usedAt));
        idle.ifPresent(session -> end(session.id()));
        return idle.isPresent();
    }

    void add(Session session) {
        open.put(session.id(), session);
    }

    /// Empty if there is none of that name, or it is somebody else's.
    Optional<Session> of(String id, Client client) {
        Optional<Session> session =
                Optional.ofNullable(open.get(id))
                        .filter(each -> each.client().name().equals(client.name()));
        session.ifPresent(each -> each.use(clock.instant()));
        return session;
    }

    Optional<Session> byId(String id) {
        return Optional.ofNullable(open.get(id));
    }

    List<Session> all() {
        return List.copyOf(open.values());
    }

    void end(String id) {
        Session session = open.remove(id);
        if (session != null) {
            watch.forget(id);
            session.end();
        }
    }

    void endIdle() {
        for (Session session : all()) {
            if (session.isIdleSince(clock.instant().minus(IDLE))) {
                end(session.id());
            }
        }
    }

    void endAll() {
        all().forEach(session -> end(session.id()));
    }
}
