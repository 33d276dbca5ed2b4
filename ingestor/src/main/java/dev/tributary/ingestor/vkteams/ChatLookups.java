package dev.tributary.ingestor.vkteams;

import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.source.AccountRejected;
import dev.tributary.ingestor.source.SourceUnavailable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for a chat's title and members when it is first seen, beside the poll and never in its way:
/// one request at a time, on a virtual thread of its own, best effort. A chat that failed is tried
/// again when it is next seen and some time has passed.
final class ChatLookups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChatLookups.class);

    private static final int MOST_WAITING = 1_000;
    private static final int MOST_FOUND = 64;
    private static final int MOST_PAGES = 1_000;

    private final BotApi api;
    private final RawEvents raw;
    private final Clock clock;
    private final String account;
    private final ChatVisits visits = new ChatVisits();
    private final BlockingQueue<EventChat> wanted = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<RawEvent> found = new ArrayList<>();
    private final Thread worker;
    private CompletableFuture<Void> arrival = new CompletableFuture<>();

    ChatLookups(BotApi api, RawEvents raw, Clock clock, String account) {
        this.api = api;
        this.raw = raw;
        this.clock = clock;
        this.account = account;
        this.worker = Thread.ofVirtual().name("chat-lookups-" + account).unstarted(this::work);
    }

    void start() {
        worker.start();
    }

    /// Never blocks: where too many wait already, the chat's turn comes when it is next seen.
    void saw(EventChat chat, String eventType) {
        if (!chat.isKnown()) {
            return;
        }
        if (eventType.equals("changedChatInfo")) {
            visits.forget(chat.id());
        }
        if (visits.begin(chat.id(), clock.instant()) && !wanted.offer(chat)) {
            visits.failed(chat.id(), clock.instant());
        }
    }

    /// Completed when there is something to [#drain].
    synchronized CompletableFuture<Void> arrival() {
        return arrival;
    }

    synchronized List<RawEvent> drain() {
        List<RawEvent> events = List.copyOf(found);
        found.clear();
        arrival = new CompletableFuture<>();
        notifyAll();
        return events;
    }

    @Override
    public void close() {
        worker.interrupt();
    }

    private void work() {
        try {
            while (true) {
                lookUp(wanted.take());
            }
        } catch (InterruptedException e) {
            // Closed: what was not looked up will be when its chat is next seen.
        }
    }

    private void lookUp(EventChat chat) throws InterruptedException {
        try {
            deliver(raw.chatInfo(chat.id(), api.chatInfo(chat.id()).body()));
            if (!chat.type().equals("private")) {
                lookUpMembers(chat);
            }
            visits.done(chat.id());
        } catch (SourceUnavailable | AccountRejected | CallDenied e) {
            visits.failed(chat.id(), clock.instant());
            LOG.atDebug()
                    .addKeyValue("account", account)
                    .addKeyValue("chat", chat.id())
                    .addKeyValue("error", e.getMessage())
                    .log("A chat could not be looked up; it is tried again when it is next seen");
        }
    }

    private void lookUpMembers(EventChat chat) throws InterruptedException {
        String cursor = "";
        for (int page = 1; page <= MOST_PAGES; page++) {
            BotApi.Answer answer = api.chatMembers(chat.id(), cursor);
            deliver(raw.chatMembers(chat.id(), page, answer.body()));
            String next = answer.envelope().text("cursor");
            if (next.isEmpty() || next.equals(cursor)) {
                return;
            }
            cursor = next;
        }
        LOG.atWarn()
                .addKeyValue("account", account)
                .addKeyValue("chat", chat.id())
                .addKeyValue("count", MOST_PAGES)
                .log("A chat has more pages of members than are read");
    }

    private synchronized void deliver(RawEvent event) throws InterruptedException {
        while (found.size() >= MOST_FOUND) {
            wait();
        }
        found.add(event);
        arrival.complete(null);
    }
}
