package dev.tributary.simulator.telegram.script;

/// How fast people talk, in all chats together.
///
/// @param posts a second
/// @param editsOf100 how many of 100 posts are edited soon
/// @param deletesOf100 how many of 100 posts are deleted soon
public record LiveRate(int posts, int editsOf100, int deletesOf100) {

    private static final int MOST = 100_000;

    public LiveRate {
        if (posts < 1 || posts > MOST) {
            throw new IllegalArgumentException(
                    "\"" + posts + "\" posts a second is not between 1 and " + MOST);
        }
    }

    /// 100 posts a second, one in ten edited, one in 25 deleted.
    public static LiveRate usual() {
        return new LiveRate(100, 10, 4);
    }
}
