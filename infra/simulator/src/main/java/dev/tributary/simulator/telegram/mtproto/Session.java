package dev.tributary.simulator.telegram.mtproto;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a client calls a session: it outlives connections. Messages that the client has not
/// acknowledged are kept, and sent again over its next connection, as the real server does, until
/// they are too old for it. Its methods may be called from any thread.
///
/// @see <https://core.telegram.org/mtproto/description#session>
final class Session {

    /// A connection of the client, as its session sees it.
    interface Line {

        /// Larger than that of every connection before it.
        long number();

        boolean isClosed();

        /// Returns at once; a frame for a client that has gone is lost.
        void send(byte[] frame);

        void close();
    }

    /// What a message is, which decides its id and its sequence number.
    enum Kind {
        /// Answers a message of the client, and wants to be acknowledged.
        ANSWER,
        /// Comes unasked, and wants to be acknowledged.
        NOTICE,
        /// About other messages: nobody acknowledges it.
        SERVICE
    }

    /// A client that is behind by so many will not come back for them.
    private static final int MOST_UNACKNOWLEDGED = 5_000;

    /// A client asks only for messages that it lately sent.
    private static final int MOST_RECEIVED = 5_000;

    /// A client refuses messages of five minutes ago, and the connection that they come over.
    private static final Duration OLDEST = Duration.ofMinutes(4);

    private final AuthKey key;
    private final long id;
    private final MessageIds ids;
    private final SecureRandom random;
    private final SortedMap<Long, Envelope> unacknowledged = new TreeMap<>();
    private final NavigableSet<Long> received = new TreeSet<>();
    private @Nullable Line line;
    private boolean isForgotten;
    private int contentSent;
    private boolean takesUpdates;

    Session(AuthKey key, long id, MessageIds ids, SecureRandom random) {
        this.key = key;
        this.id = id;
        this.ids = ids;
        this.random = random;
    }

    long authKeyId() {
        return key.id();
    }

    long id() {
        return id;
    }

    /// Notes that the client uses the connection for this session. What it sent over one that it
    /// has left may be read late: the newest open connection counts.
    ///
    /// @return `false` for a session that is forgotten: the client has to begin another one
    synchronized boolean attach(Line used) {
        if (isForgotten) {
            used.close();
            return false;
        }
        boolean isNewest = line == null || line.isClosed() || used.number() > line.number();
        if (isNewest && !used.equals(line)) {
            line = used;
            unacknowledged.values().forEach(this::transmit);
        }
        return true;
    }

    /// Whether it keeps messages that its client would refuse.
    synchronized boolean isOutdated(Instant now) {
        return !unacknowledged.isEmpty()
                && MessageIds.time(unacknowledged.firstKey()).isBefore(now.minus(OLDEST));
    }

    /// Notes a message of the client.
    synchronized void receive(long messageId) {
        received.add(messageId);
        if (received.size() > MOST_RECEIVED) {
            received.pollFirst();
        }
    }

    synchronized boolean hasReceived(long messageId) {
        return received.contains(messageId);
    }

    synchronized void takeUpdates() {
        takesUpdates = true;
    }

    synchronized boolean takesUpdates() {
        return takesUpdates;
    }

    /// @return whether the session is still of use: `false` asks to forget it
    synchronized boolean send(Kind kind, byte[] body) {
        boolean isContent = kind != Kind.SERVICE;
        int sequence = contentSent * 2 + (isContent ? 1 : 0);
        long messageId = ids.next(kind == Kind.ANSWER);
        Envelope envelope = new Envelope(key.salt(), id, messageId, sequence, body);
        if (isContent) {
            contentSent++;
            unacknowledged.put(messageId, envelope);
        }
        transmit(envelope);
        return unacknowledged.size() <= MOST_UNACKNOWLEDGED;
    }

    private void transmit(Envelope envelope) {
        if (line != null && !line.isClosed()) {
            line.send(envelope.seal(key, random));
        }
    }

    synchronized void acknowledge(List<Long> messageIds) {
        unacknowledged.keySet().removeAll(Set.copyOf(messageIds));
    }

    synchronized void drop() {
        if (line != null) {
            line.close();
        }
    }

    /// Nothing is sent in this session any more.
    synchronized void forget() {
        isForgotten = true;
        drop();
    }
}
