package dev.tributary.ingestor.telegram;

import java.util.OptionalLong;

/// Which messages of one chat are in the log: all up to the mark, and beyond a hole, if there is
/// one, what came since. Ids are TDLib's.
///
/// TDLib tells each new message once and in order, but not again what it told a process that died,
/// and not what it skips when too much has happened while the connection was away. So until the
/// chat's newest message was looked at, nothing is known of what lies between the mark and the
/// first message that came.
final class ChatWatch {

    /// The distance between two messages that follow each other on the server.
    static final long STEP = 1L << 20;

    private static final long NONE = Long.MAX_VALUE;

    private long mark;
    private long highest;
    private long holeEnd;

    /// Of what came while it is not known whether anything is missing before it.
    private long lowest = NONE;

    private long beyond;
    private boolean isChecked;
    private boolean isDoubted;

    /// @param mark everything up to it is in the log; what came before the account was first
    ///   connected counts as such
    ChatWatch(long mark) {
        this.mark = mark;
        this.highest = mark;
    }

    long mark() {
        return mark;
    }

    boolean isChecked() {
        return isChecked;
    }

    boolean isHole() {
        return holeEnd != 0;
    }

    /// Messages are missing that have smaller ids.
    long holeEnd() {
        return holeEnd;
    }

    /// A message came.
    ///
    /// @return where the mark moves, when the message is in the log
    OptionalLong live(long id) {
        if (id <= mark) {
            return OptionalLong.empty();
        }
        if (!isChecked) {
            lowest = Math.min(lowest, id);
            beyond = Math.max(beyond, id);
            return OptionalLong.empty();
        }
        highest = Math.max(highest, id);
        return isHole() ? OptionalLong.empty() : toHighest();
    }

    /// The chat's newest message is known to TDLib, and nothing older is on its way.
    ///
    /// @return where the mark moves; empty also where a hole has opened
    OptionalLong look(long newest) {
        if (isDoubted && !lacks(newest) && lowest == NONE) {
            return OptionalLong.empty();
        }
        if (lacks(newest)) {
            highest = newest;
            holeEnd = newest + STEP;
        } else if (lowest != NONE) {
            highest = Math.max(highest, beyond);
            holeEnd = Math.max(holeEnd, lowest);
        }
        isChecked = true;
        isDoubted = false;
        lowest = NONE;
        beyond = 0;
        if (isHole() && holeEnd - mark <= STEP) {
            holeEnd = 0;
        }
        return isHole() || highest == mark ? OptionalLong.empty() : toHighest();
    }

    /// Whether a message has not come that is in the chat.
    boolean lacks(long newest) {
        return newest > Math.max(highest, beyond);
    }

    /// Some messages may have come and not been seen. TDLib itself may not know of them, so only
    /// the next message is a reason to look what came before it.
    void doubt() {
        isChecked = false;
        isDoubted = true;
    }

    /// A page of the history, from the end of the hole downwards.
    ///
    /// @param end of the hole as it was when the page was asked for; the hole may have grown since
    /// @param lowest id of the page; 0 for an empty one
    /// @param isLast nothing older is wanted
    /// @return where the mark moves, when the page is in the log: the hole is closed
    OptionalLong page(long end, long lowest, boolean isLast) {
        if (end != holeEnd) {
            return OptionalLong.empty();
        }
        if (lowest > mark && !isLast) {
            holeEnd = lowest;
            return OptionalLong.empty();
        }
        holeEnd = 0;
        return toHighest();
    }

    private OptionalLong toHighest() {
        mark = highest;
        return OptionalLong.of(mark);
    }
}
