package dev.tributary.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a page of a search by words starts.
///
/// @param ceiling what was the newest send time on page one: later messages are not ours
/// @param window the last match of the window before; null in the first one
/// @param after the last hit of the page before in this window; null on its first page
record TextPlace(
        TextMatch match,
        @Nullable Instant ceiling,
        @Nullable Key window,
        double score,
        @Nullable Key after) {

    private static final Key NONE = new Key(null, 0, "", "", "");

    static TextPlace first(TextMatch match, @Nullable Instant ceiling) {
        return new TextPlace(match, ceiling, null, 0, null);
    }

    /// As [#fields] wrote it.
    static TextPlace read(CursorFields fields) {
        TextMatch match = fields.choice(TextMatch.class);
        Instant ceiling = fields.instant();
        Key window = fields.key();
        double score = fields.number();
        Key after = fields.key();
        return new TextPlace(match, ceiling, orNull(window), score, orNull(after));
    }

    /// Behind a hit in the same window.
    TextPlace after(Found last) {
        return new TextPlace(match, ceiling, window, last.hit().score(), last.key());
    }

    /// At the next older window.
    ///
    /// @param end the last match of this one
    TextPlace older(Key end) {
        return new TextPlace(match, ceiling, end, 0, null);
    }

    /// Whether anything can come after these rows: not where nothing was found at all.
    boolean follows(List<?> rows) {
        return !rows.isEmpty() || after != null;
    }

    /// For a cursor.
    @Nullable Object[] fields() {
        return new @Nullable Object[] {
            match, ceiling, window == null ? NONE : window, score, after == null ? NONE : after
        };
    }

    private static @Nullable Key orNull(Key key) {
        return key.account().isEmpty() ? null : key;
    }
}
