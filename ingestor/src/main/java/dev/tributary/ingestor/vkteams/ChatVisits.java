package dev.tributary.ingestor.vkteams;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers which chats were looked up and which may be tried again; the least recently seen are
/// forgotten, so that memory stays bounded, and are looked up again when they come back.
final class ChatVisits {

    private static final int MOST_CHATS = 10_000;
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);

    private final Map<String, Visit> visits =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Visit> eldest) {
                    return size() > MOST_CHATS;
                }
            };

    private sealed interface Visit {}

    private record UnderWay(int failures) implements Visit {}

    private record Done() implements Visit {}

    private record Failed(int failures, Instant notBefore) implements Visit {}

    /// Whether the caller should look the chat up now; if so, it is under way.
    synchronized boolean begin(String chatId, Instant now) {
        int failures =
                switch (visits.get(chatId)) {
                    case null -> 0;
                    case UnderWay _, Done _ -> -1;
                    case Failed failed -> now.isBefore(failed.notBefore()) ? -1 : failed.failures();
                };
        if (failures >= 0) {
            visits.put(chatId, new UnderWay(failures));
        }
        return failures >= 0;
    }

    synchronized void done(String chatId) {
        visits.put(chatId, new Done());
    }

    synchronized void failed(String chatId, Instant now) {
        int before = visits.get(chatId) instanceof UnderWay underWay ? underWay.failures() : 0;
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(before, 10));
        visits.put(
                chatId,
                new Failed(
                        before + 1,
                        now.plus(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait)));
    }

    /// The chat changed: what was looked up is out of date.
    synchronized void forget(String chatId) {
        if (visits.get(chatId) instanceof Done) {
            visits.remove(chatId);
        }
    }
}
