package dev.tributary.ingestor.telegram;

import dev.tributary.ingestor.telegram.media.FileStore;
import dev.tributary.ingestor.telegram.media.FileStore.Content;
import dev.tributary.ingestor.telegram.media.MediaFile;
import dev.tributary.ingestor.telegram.media.WantedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fetches the wanted files, after everything else. TDLib takes up what was begun by another
/// process, and reads a message again whose reference to the file has expired. It keeps nothing of
/// what was fetched: the store does.
final class Downloads {

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    /// Until the disk is looked at again.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Desk desk;
    private final FileStore store;
    private final Mailbox mailbox;
    private final Executor storing;
    private int underWay;
    private long stored;
    private long refused;
    private boolean isPaused;
    private Instant pausedUntil = Instant.MIN;

    /// @param mailbox to which the end of work elsewhere is told
    /// @param storing where files are read and moved
    Downloads(Desk desk, FileStore store, Mailbox mailbox, Executor storing) {
        this.desk = desk;
        this.store = store;
        this.mailbox = mailbox;
        this.storing = storing;
    }

    void proceed(Instant now) {
        while (underWay < Urgency.FILES.mostUnderWay() && !pausedUntil.isAfter(now)) {
            WantedFile file = desk.files().poll();
            if (file == null) {
                return;
            }
            if (!isWanted(file)) {
                continue;
            }
            if (!hasRoomFor(file)) {
                desk.files().again(file);
                return;
            }
            underWay++;
            ask(file);
        }
    }

    /// The log's messages were found before their chats were known.
    private boolean isWanted(WantedFile file) {
        KnownChat chat = desk.chat(file.chat());
        return desk.rules().selects(chat)
                && desk.media().wantsOf(file.chat(), chat.title())
                && !desk.forbidden().contains(file.chat());
    }

    private boolean hasRoomFor(WantedFile file) {
        try {
            return store.hasRoomFor(file.size()) || pause("too little room");
        } catch (IOException e) {
            return pause(e.toString());
        }
    }

    /// The disk does not take files for now.
    ///
    /// @return false, for that is the answer
    private boolean pause(String error) {
        pausedUntil = desk.clock().instant().plus(PAUSE);
        if (!isPaused) {
            isPaused = true;
            LOG.atWarn()
                    .addKeyValue("account", desk.name())
                    .addKeyValue("error", error)
                    .log("The disk does not take files; it is tried again in a while");
        }
        return false;
    }

    /// Its message first: by that TDLib knows where the file is.
    private void ask(WantedFile file) {
        desk.requests()
                .ask(
                        new Request(
                                Urgency.FILES,
                                Functions.getMessage(file.chat(), file.message()),
                                answer -> found(file, answer),
                                refusal -> refused(file, refusal)));
    }

    private void found(WantedFile wanted, ObjectNode message) {
        MediaFile file = MediaFile.of(message).filter(desk.media()::wants).orElse(null);
        if (file == null) {
            underWay--;
            return;
        }
        desk.requests()
                .ask(
                        new Request(
                                Urgency.FILES,
                                Functions.downloadFile(file.id()),
                                answer -> arrived(wanted, file, answer),
                                refusal -> refused(wanted, refusal)));
    }

    private void refused(WantedFile file, Refusal refusal) {
        underWay--;
        // A message that was deleted meanwhile has no file to miss.
        if (!(refusal instanceof Refusal.Exhausted)) {
            skipped(file, refusal.reason());
        }
    }

    private void skipped(WantedFile file, String reason) {
        refused++;
        LOG.atWarn()
                .addKeyValue("account", desk.name())
                .addKeyValue("chat", file.chat())
                .addKeyValue("error", reason)
                .log("A file is not given; it is asked for at the next start");
    }

    private void arrived(WantedFile wanted, MediaFile file, ObjectNode answer) {
        Path path = Path.of(answer.at("/local/path").asString(""));
        if (!answer.at("/local/is_downloading_completed").asBoolean(false)) {
            underWay--;
            skipped(wanted, "it came in part");
            return;
        }
        storing.execute(() -> store(wanted, file, path));
    }

    /// On a thread of its own: a large file takes seconds.
    private void store(WantedFile wanted, MediaFile file, Path path) {
        try {
            Content content = store.put(path);
            mailbox.put(new Arrival.Done(() -> stored(wanted, file, content)));
        } catch (IOException e) {
            mailbox.put(new Arrival.Done(() -> notStored(wanted, e)));
        }
    }

    private void stored(WantedFile wanted, MediaFile file, Content content) {
        underWay--;
        stored++;
        isPaused = false;
        desk.outbox()
                .live(List.of(desk.records().stored(wanted, file.uniqueId(), content)), Map.of());
        desk.requests()
                .askLocally(
                        new Request(
                                Urgency.FILES,
                                Functions.deleteFile(file.id()),
                                _ -> {},
                                // There is nothing left to delete.
                                _ -> {}));
    }

    private void notStored(WantedFile wanted, IOException error) {
        underWay--;
        desk.files().again(wanted);
        boolean _ = pause(error.toString());
    }

    SyncReport.Files report() {
        return new SyncReport.Files(
                stored,
                desk.files().waiting() + (long) underWay,
                desk.files().left(),
                refused,
                isPaused);
    }
}
