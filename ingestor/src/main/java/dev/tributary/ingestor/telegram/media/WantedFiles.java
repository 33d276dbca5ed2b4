package dev.tributary.ingestor.telegram.media;

import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files that are wanted and not fetched yet, each once, those of live messages first. The log
/// is what it is made from again after a restart. It is bounded: what has no place is found when
/// the log is read the next time.
public final class WantedFiles {

    /// The record that says where a file's content is: an observation of ours.
    public static final String STORED = "tributaryStoredFile";

    /// A few dozen megabytes of memory.
    static final int MOST = 100_000;

    /// A dozen megabytes.
    static final int MOST_PAST = 100_000;

    private final MediaRule rule;
    private final Deque<WantedFile> live = new ArrayDeque<>();
    private final Deque<WantedFile> older = new ArrayDeque<>();

    /// Everything that waits.
    private final Set<String> queued = new HashSet<>();

    /// What is under way, is stored or was refused, the latest met last. Only so many are kept: a
    /// file that was forgotten and is met again, in a forward as a rule, is fetched again, which
    /// costs its requests and no room, since the store has each content once.
    private final LinkedHashSet<String> past = new LinkedHashSet<>();

    /// Only while the log is read.
    private final Set<String> stored = new HashSet<>();

    private long left;

    public WantedFiles(MediaRule rule) {
        this.rule = rule;
    }

    /// What the log already has.
    public void remember(RawEvent event) {
        if (!rule.isOn()) {
            return;
        }
        try {
            switch (event.headers().getOrDefault(RawHeader.EVENT_TYPE, "")) {
                case "message" -> add(json(event), event.origin());
                case "updateNewMessage" -> add(json(event).path("message"), event.origin());
                case STORED -> stored.add(json(event).path("unique_id").asString(""));
                default -> {}
            }
        } catch (JacksonException e) {
            // The processor has told of it.
        }
    }

    private static JsonNode json(RawEvent event) {
        return JsonMapper.shared().readTree(event.value());
    }

    /// All of the log was remembered. Its lanes have no common order, so a message may have come
    /// after its file.
    public void remembered() {
        live.removeIf(file -> stored.contains(file.uniqueId()));
        older.removeIf(file -> stored.contains(file.uniqueId()));
        queued.removeAll(stored);
        stored.forEach(this::passed);
        stored.clear();
    }

    /// @param message whole
    /// @param title of its chat
    public void saw(JsonNode message, String title, Origin origin) {
        if (rule.wantsOf(message.path("chat_id").asLong(0), title)) {
            add(message, origin);
        }
    }

    private void add(JsonNode message, Origin origin) {
        MediaFile file = MediaFile.of(message).filter(rule::wants).orElse(null);
        if (file == null || queued.contains(file.uniqueId())) {
            return;
        }
        if (past.contains(file.uniqueId())) {
            passed(file.uniqueId());
            return;
        }
        if (waiting() >= MOST) {
            left++;
            return;
        }
        queued.add(file.uniqueId());
        (origin == Origin.LIVE ? live : older)
                .addLast(
                        new WantedFile(
                                message.path("chat_id").asLong(0),
                                message.path("id").asLong(0),
                                file.uniqueId(),
                                file.size(),
                                origin));
    }

    /// Null if there is none; it is then the caller's.
    public @Nullable WantedFile poll() {
        WantedFile file = live.isEmpty() ? older.pollFirst() : live.pollFirst();
        if (file != null) {
            queued.remove(file.uniqueId());
            passed(file.uniqueId());
        }
        return file;
    }

    private void passed(String uniqueId) {
        past.addLast(uniqueId);
        if (past.size() > MOST_PAST) {
            past.removeFirst();
        }
    }

    /// After all others.
    public void again(WantedFile file) {
        queued.add(file.uniqueId());
        older.addLast(file);
    }

    public int waiting() {
        return live.size() + older.size();
    }

    /// Those that had no place.
    public long left() {
        return left;
    }
}
