package dev.tributary.ingestor.telegram.backfill;

import dev.tributary.ingestor.append.Cursor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far the history of one chat is fetched, from the newest message down. Ids are TDLib's.
///
/// @param top where it began
/// @param below everything from here to the top is in the log
/// @param messages fetched
/// @param isDone nothing older is wanted
public record BackfillCursor(long top, long below, long messages, boolean isDone) {

    private static final Pattern FORM = Pattern.compile("(\\d+) (\\d+) (\\d+) (open|done)");

    /// @param top every message with a smaller id is wanted
    public static BackfillCursor from(long top) {
        return new BackfillCursor(top, top, 0, false);
    }

    /// @throws IllegalStateException if it is no such cursor
    public static BackfillCursor parse(Cursor cursor) {
        Matcher matcher = FORM.matcher(cursor.value());
        if (!matcher.matches()) {
            throw new IllegalStateException(
                    "the cursor \"" + cursor + "\" says nothing of a chat's history");
        }
        return new BackfillCursor(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                matcher.group(4).equals("done"));
    }

    public Cursor toCursor() {
        return new Cursor(top + " " + below + " " + messages + " " + (isDone ? "done" : "open"));
    }

    BackfillCursor reached(long oldest, int more) {
        return new BackfillCursor(top, Math.min(below, oldest), messages + more, isDone);
    }

    BackfillCursor done() {
        return new BackfillCursor(top, below, messages, true);
    }

    /// By the ids, which grow with time; how many messages a chat has nobody tells.
    public int percent() {
        if (isDone) {
            return 100;
        }
        return top == 0 ? 0 : (int) Math.min(99, (top - below) * 100.0 / top);
    }
}
