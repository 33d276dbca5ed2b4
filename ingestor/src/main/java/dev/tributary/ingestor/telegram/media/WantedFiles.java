package dev.tributary.ingestor.telegram.media;

import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
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

    private final MediaRule rule;
    private final Deque<WantedFile> live = new ArrayDeque<>();
    private final Deque<WantedFile> older = new ArrayDeque<>();

    /// Everything that waits, is under way, is stored or was refused.
    private final Set<String> known = new HashSet<>();

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
        known.addAll(stored);
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
        if (file == null || known.contains(file.uniqueId())) {
            return;
        }
        if (waiting() >= MOST) {
            left++;
            return;
        }
        known.add(file.uniqueId());
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
        WantedFile file = live.pollFirst();
        return file == null ? older.pollFirst() : file;
    }

    /// After all others.
    public void again(WantedFile file) {
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
