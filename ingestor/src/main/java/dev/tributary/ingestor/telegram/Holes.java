package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings.ChatType;
import dev.tributary.ingestor.append.Cursor;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Nothing is missed: keeps a [ChatWatch] a chat, compares it with the chat's newest message, and
/// has [HoleFilling] fetch what lies between. A chat that the log does not know is handed to the
/// backfill; where its history is not wanted, it is read from the moment on at which the account
/// was first connected.
final class Holes {

    private static final String SINCE = "since";

    private final Desk desk;
    private final Backfilling backfilling;
    private final MemberCounts counts;
    private final HoleFilling filling;
    private final Map<Long, ChatWatch> watches = new HashMap<>();
    private final Set<Long> toLook = new LinkedHashSet<>();
    private final Set<Long> asked = new HashSet<>();
    private final BoxWatch box = new BoxWatch();

    /// Chats of which TDLib knows no newest message, though they had one.
    private final Set<Long> outOfSight = new HashSet<>();

    private final Instant since;
    private boolean chatsAreListed;
    private boolean areChatsCompared;
    private boolean hasMissedChanges;
    private boolean isInterrupted;

    Holes(Desk desk, Backfilling backfilling) {
        this.desk = desk;
        this.backfilling = backfilling;
        this.counts = new MemberCounts(desk, this::changed);
        Cursor first = desk.streams().get(SINCE);
        if (first == null) {
            since = Instant.ofEpochSecond(desk.clock().instant().getEpochSecond());
            desk.outbox()
                    .live(
                            List.of(),
                            Map.of(SINCE, new Cursor(Long.toString(since.getEpochSecond()))));
        } else {
            since = Instant.ofEpochSecond(Long.parseLong(first.value()));
        }
        filling = new HoleFilling(desk, since);
        desk.streams()
                .forEach((stream, cursor) -> {
                    if (stream.startsWith("chat:")) {
                        long chat = Long.parseLong(stream.substring("chat:".length()));
                        ChatWatch watch = new ChatWatch(Long.parseLong(cursor.value()));
                        watch.doubt();
                        watches.put(chat, watch);
                    }
                });
    }

    /// A new message came.
    ///
    /// @return the cursors that move with it
    Map<String, Cursor> live(KnownChat chat, long message) {
        ChatWatch watch = watches.get(chat.id());
        if (watch == null) {
            return firstSight(chat, message, true);
        }
        OptionalLong mark = watch.live(message);
        if (!watch.isChecked() && chatsAreListed) {
            toLook.add(chat.id());
        }
        return moved(chat.id(), mark);
    }

    /// The chat is new, or new in a list.
    void changed(long chat) {
        if (chatsAreListed) {
            toLook.add(chat);
        }
    }

    /// The chat's newest message is another one now. A message is told before that, so one that was
    /// not told is missing, and the next that is told is no proof of the contrary. Where TDLib has
    /// skipped messages of a channel it knows of no newest one until it tells the next.
    ///
    /// @param message 0 for none
    void newest(long chat, long message) {
        ChatWatch watch = watches.get(chat);
        if (watch != null && (message == 0 || watch.lacks(message))) {
            watch.doubt();
        }
        if (watch != null && message == 0) {
            outOfSight.add(chat);
        }
        changed(chat);
    }

    /// A message came, of whatever chat.
    void told(long chat, long message) {
        hasMissedChanges |= box.told(chat, message);
    }

    /// Whether TDLib has skipped messages: then it does not know either what was edited or deleted
    /// meanwhile, and of private chats and basic groups not even that there are any.
    boolean hasMissedChanges() {
        return hasMissedChanges;
    }

    /// All chats are known: from now on what is missing can be seen.
    void listed() {
        chatsAreListed = true;
        desk.directory().chats().forEach(chat -> box.known(chat.id(), chat.newest()));
        lookAll();
    }

    boolean areChatsListed() {
        return chatsAreListed;
    }

    /// The connection is away: what comes first when it is back is no proof that nothing is missing
    /// before it. Nothing is compared until TDLib has caught up: its history is not whole before.
    void interrupted() {
        isInterrupted = true;
        box.doubt();
        watches.values().forEach(ChatWatch::doubt);
    }

    /// TDLib has caught up.
    void caughtUp() {
        isInterrupted = false;
        lookAll();
    }

    private void lookAll() {
        if (chatsAreListed) {
            desk.directory().chats().forEach(chat -> toLook.add(chat.id()));
            toLook.addAll(watches.keySet());
        }
    }

    /// Updates were lost.
    void doubt() {
        box.doubt();
        box.forget();
        watches.values().forEach(ChatWatch::doubt);
        lookAll();
    }

    /// Compares, when nothing more has come from TDLib: a message is told before its chat.
    void look() {
        if (isInterrupted) {
            return;
        }
        List<Long> chats = List.copyOf(toLook);
        toLook.clear();
        chats.forEach(this::look);
        areChatsCompared = chatsAreListed;
    }

    /// Whether it is known which history is wanted.
    boolean areChatsCompared() {
        return areChatsCompared;
    }

    private void look(long id) {
        KnownChat chat = desk.chat(id);
        if (!chat.isListed() || !desk.rules().selects(chat)) {
            return;
        }
        // What TDLib has of it is no proof until the session is renewed.
        if (hasMissedChanges && BoxWatch.has(id)) {
            return;
        }
        if (chat.newest() == 0) {
            askForNewest(chat);
            return;
        }
        ChatWatch watch = watches.get(id);
        Map<String, Cursor> moved;
        if (watch == null) {
            moved = firstSight(chat, chat.newest(), false);
        } else {
            moved = moved(id, watch.look(chat.newest()));
            if (watch.isChecked() && outOfSight.remove(id)) {
                hasMissedChanges |= watch.isHole() && isOfMany(chat);
            }
            if (fetchesHistory(chat)) {
                // Without a mark nothing of the chat is known to be in the log.
                long top = watch.mark() == 0 ? chat.newest() : watch.mark();
                moved = Desk.both(moved, backfilling.want(chat, top + ChatWatch.STEP));
            }
            filling.fill(id, watch);
        }
        if (!moved.isEmpty()) {
            desk.outbox().live(List.of(), moved);
        }
    }

    /// Of others TDLib skips nothing: their newest message was deleted.
    private static boolean isOfMany(KnownChat chat) {
        return chat.type() == ChatType.SUPERGROUP || chat.type() == ChatType.CHANNEL;
    }

    /// Once: a chat without messages has none to tell.
    private void askForNewest(KnownChat chat) {
        if (asked.add(chat.id())) {
            desk.requests()
                    .askLocally(
                            new Request(
                                    Urgency.HOLE,
                                    Functions.getChat(chat.id()),
                                    answer -> {
                                        desk.directory().take(answer);
                                        if (desk.chat(chat.id()).newest() != 0) {
                                            toLook.add(chat.id());
                                        }
                                    },
                                    _ -> {}));
        }
    }

    /// @param isHandedOut whether the newest message goes to the log by itself
    private Map<String, Cursor> firstSight(KnownChat chat, long newest, boolean isHandedOut) {
        if (fetchesHistory(chat)) {
            watches.put(chat.id(), checked(newest));
            long top = isHandedOut ? newest : newest + ChatWatch.STEP;
            return Desk.both(mark(chat.id(), newest), backfilling.want(chat, top));
        }
        if (!isHandedOut && chat.newestAt().isBefore(since)) {
            watches.put(chat.id(), checked(newest));
            return mark(chat.id(), newest);
        }
        ChatWatch watch = new ChatWatch(0);
        if (isHandedOut) {
            OptionalLong _ = watch.live(newest);
        }
        OptionalLong _ = watch.look(newest);
        watches.put(chat.id(), watch);
        filling.fill(chat.id(), watch);
        return Map.of();
    }

    /// As far as is known now.
    private boolean fetchesHistory(KnownChat chat) {
        return desk.rules().fetchesHistory(chat) && counts.isSettled(chat);
    }

    private static ChatWatch checked(long mark) {
        ChatWatch watch = new ChatWatch(mark);
        OptionalLong _ = watch.look(mark);
        return watch;
    }

    /// Chats in which messages are missing that are to be had.
    int open() {
        return (int)
                watches.entrySet().stream()
                        .filter(watch ->
                                watch.getValue().isHole()
                                        && !desk.forbidden().contains(watch.getKey()))
                        .count();
    }

    private static Map<String, Cursor> moved(long chat, OptionalLong mark) {
        return HoleFilling.moved(chat, mark);
    }

    private static Map<String, Cursor> mark(long chat, long mark) {
        return moved(chat, OptionalLong.of(mark));
    }
}
