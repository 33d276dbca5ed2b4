package dev.tributary.ingestor.telegram.backfill;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which page of which chat is fetched next: of the chats with the lowest rank the one whose
/// fetched history ends latest, so that what is recent comes first whatever chat it is in. One page
/// of a chat is under way at a time.
public final class BackfillPlan {

    private static final Comparator<Chat> ORDER =
            Comparator.comparingInt(Chat::rank)
                    .thenComparing(Chat::reached, Comparator.reverseOrder())
                    .thenComparingLong(Chat::id);

    private final Map<Long, Chat> chats = new HashMap<>();
    private final Set<Long> underWay = new HashSet<>();
    private final Set<Long> givenUp = new HashSet<>();

    private record Chat(long id, int rank, Instant reached, BackfillCursor cursor) {}

    /// @param below the page's messages have smaller ids
    public record Page(long chat, long below) {}

    /// @param percent the mean over the chats
    public record Progress(int chats, int done, int percent, long messages) {}

    public record ChatProgress(long chat, int percent, long messages) {}

    /// @param rank lower ones first
    /// @param reached when the oldest message was sent that is fetched
    public void add(long chat, int rank, Instant reached, BackfillCursor cursor) {
        chats.putIfAbsent(chat, new Chat(chat, rank, reached, cursor));
    }

    public boolean knows(long chat) {
        return chats.containsKey(chat);
    }

    /// The page is under way until [#arrived] or [#giveUp].
    public Optional<Page> next() {
        Optional<Chat> chosen =
                chats.values().stream()
                        .filter(chat -> isOpen(chat) && !underWay.contains(chat.id()))
                        .min(ORDER);
        chosen.ifPresent(chat -> underWay.add(chat.id()));
        return chosen.map(chat -> new Page(chat.id(), chat.cursor().below()));
    }

    public int underWay() {
        return underWay.size();
    }

    /// @param messages of the page that are wanted
    /// @param lowest id of all its messages, the next page's are smaller
    /// @param oldest when the oldest of all its messages was sent
    /// @param isLast nothing older is wanted, or there is nothing
    /// @return the cursor after the page
    public BackfillCursor arrived(
            long chat, int messages, long lowest, Instant oldest, boolean isLast) {
        underWay.remove(chat);
        Chat before = known(chat);
        BackfillCursor after = before.cursor().reached(lowest, messages);
        after = isLast ? after.done() : after;
        chats.put(chat, new Chat(chat, before.rank(), oldest, after));
        return after;
    }

    /// No more of the chat until the next start.
    public void giveUp(long chat) {
        underWay.remove(chat);
        givenUp.add(chat);
    }

    public boolean isComplete() {
        return chats.values().stream().noneMatch(this::isOpen);
    }

    /// A chat that was given up is as far as it gets.
    public Progress progress() {
        int done = (int) chats.values().stream().filter(chat -> !isOpen(chat)).count();
        double percent =
                chats.values().stream()
                        .mapToInt(chat -> isOpen(chat) ? chat.cursor().percent() : 100)
                        .average()
                        .orElse(100);
        long messages = chats.values().stream().mapToLong(chat -> chat.cursor().messages()).sum();
        return new Progress(chats.size(), done, (int) percent, messages);
    }

    /// The chats that are not done, by their order.
    public List<ChatProgress> open() {
        return chats.values().stream()
                .filter(this::isOpen)
                .sorted(ORDER)
                .map(chat ->
                        new ChatProgress(
                                chat.id(), chat.cursor().percent(), chat.cursor().messages()))
                .toList();
    }

    private boolean isOpen(Chat chat) {
        return !chat.cursor().isDone() && !givenUp.contains(chat.id());
    }

    private Chat known(long chat) {
        Chat known = chats.get(chat);
        if (known == null) {
            throw new IllegalStateException("the history of the chat " + chat + " is not planned");
        }
        return known;
    }
}
