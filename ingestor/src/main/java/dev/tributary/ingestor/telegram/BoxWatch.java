package dev.tributary.ingestor.telegram;

/// Looks for gaps in the one row of ids that all private chats and basic groups of an account share
/// (<https://core.telegram.org/api/updates#message-related-event-sequences>). Where Telegram no
/// longer knows what happened during a break it says so, and TDLib goes on without a word, and
/// without what lies between: also its history has the next message follow on the last one before.
/// Messages that were said and deleted during a break leave a gap as well; nothing tells the two
/// apart.
final class BoxWatch {

    private static final long CHANNELS = -1_000_000_000_000L;

    private long highest;
    private boolean isDoubted;

    static boolean has(long chat) {
        return chat > CHANNELS;
    }

    /// The connection is away.
    void doubt() {
        isDoubted = true;
    }

    /// Messages were told that nobody took.
    void forget() {
        highest = 0;
    }

    /// The newest message of a chat that TDLib knows.
    void known(long chat, long message) {
        if (has(chat)) {
            highest = Math.max(highest, message);
        }
    }

    /// A message came.
    ///
    /// @return whether others are missing before it
    boolean told(long chat, long message) {
        if (!has(chat)) {
            return false;
        }
        boolean isGap = isDoubted && highest != 0 && message > highest + ChatWatch.STEP;
        isDoubted = false;
        highest = Math.max(highest, message);
        return isGap;
    }
}
