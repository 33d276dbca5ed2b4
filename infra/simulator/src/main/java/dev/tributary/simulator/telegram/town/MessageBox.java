package dev.tributary.simulator.telegram.town;

import java.time.Clock;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Messages with one row of ids and one count of changes: that of an account, for all its private
/// chats and groups, or that of a channel. Guarded by the town.
///
/// @see <https://core.telegram.org/api/updates#message-related-event-sequences>
public final class MessageBox {

    private final NavigableMap<Integer, Message> messages = new TreeMap<>();
    private final Map<Peer, NavigableSet<Integer>> byPeer = new HashMap<>();
    private final Map<Peer, NavigableSet<Integer>> deleted = new HashMap<>();
    private final List<BoxEvent> events = new ArrayList<>();
    private final Clock clock;
    private Instant lastChange = Instant.EPOCH;
    private int lastId;
    private int pts = 1;
    private int firstKnownPts = 1;
    private int keptEvents = Integer.MAX_VALUE;

    MessageBox(Clock clock) {
        this.clock = clock;
    }

    /// Telegram's count of changes.
    public int pts() {
        return pts;
    }

    public Instant lastChange() {
        return lastChange;
    }

    public Optional<Message> message(int id) {
        return Optional.ofNullable(messages.get(id));
    }

    /// The ids of the chat's messages, growing.
    public NavigableSet<Integer> ids(Peer peer) {
        return Collections.unmodifiableNavigableSet(
                byPeer.getOrDefault(peer, Collections.emptyNavigableSet()));
    }

    /// The ids of the chat's messages that were and are no more.
    public NavigableSet<Integer> deletedIds(Peer peer) {
        return Collections.unmodifiableNavigableSet(
                deleted.getOrDefault(peer, Collections.emptyNavigableSet()));
    }

    public Optional<Message> last(Peer peer) {
        NavigableSet<Integer> ids = ids(peer);
        return ids.isEmpty() ? Optional.empty() : message(ids.last());
    }

    /// What changed after that count.
    ///
    /// @return empty if that is too long ago to know
    public Optional<List<BoxEvent>> since(int clientPts) {
        if (clientPts < firstKnownPts) {
            return Optional.empty();
        }
        int from = Collections.binarySearch(ptsOfEvents(), clientPts);
        return Optional.of(
                List.copyOf(events.subList(from < 0 ? -from - 1 : from + 1, events.size())));
    }

    private List<Integer> ptsOfEvents() {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return events.get(index).pts();
            }

            @Override
            public int size() {
                return events.size();
            }
        };
    }

    /// Whoever asks for changes before now is told that it is too long ago.
    void forgetEvents() {
        events.clear();
        firstKnownPts = pts;
    }

    /// As [#forgetEvents], now and from now on, but for so many of the last changes.
    void keepEvents(int most) {
        keptEvents = most;
        forgetOldEvents();
    }

    private void forgetOldEvents() {
        int tooMany = events.size() - keptEvents;
        if (tooMany > 0) {
            firstKnownPts = events.get(tooMany - 1).pts();
            events.subList(0, tooMany).clear();
        }
    }

    int nextId() {
        return ++lastId;
    }

    BoxEvent add(Message message) {
        messages.put(message.id(), message);
        byPeer.computeIfAbsent(message.peer(), _ -> new TreeSet<>()).add(message.id());
        return event(BoxEvent.Kind.CREATED, message.peer(), List.of(message.id()));
    }

    /// As [#add], for what was said before anybody looked.
    void addUncounted(Message message) {
        add(message);
        forgetEvents();
    }

    /// @return empty if there is no such message
    Optional<BoxEvent> change(int id, BoxEvent.Kind kind, UnaryOperator<Message> how) {
        return replace(id, how).map(message -> event(kind, message.peer(), List.of(id)));
    }

    /// A change that is not counted: reactions come to those who look.
    Optional<Message> replace(int id, UnaryOperator<Message> how) {
        return Optional.ofNullable(
                messages.computeIfPresent(id, (_, message) -> how.apply(message)));
    }

    /// @param ids of messages of one chat that exist
    BoxEvent remove(Peer peer, List<Integer> ids) {
        ids.forEach(messages::remove);
        byPeer.getOrDefault(peer, new TreeSet<>()).removeAll(ids);
        deleted.computeIfAbsent(peer, _ -> new TreeSet<>()).addAll(ids);
        return event(BoxEvent.Kind.DELETED, peer, ids);
    }

    private BoxEvent event(BoxEvent.Kind kind, Peer peer, List<Integer> ids) {
        pts += ids.size();
        lastChange = clock.instant();
        BoxEvent event = new BoxEvent(kind, pts, ids.size(), peer, ids);
        events.add(event);
        forgetOldEvents();
        return event;
    }
}
