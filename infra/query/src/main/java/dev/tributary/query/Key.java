package dev.tributary.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a message stands among all messages: by send time, within one time by its number in the
/// chat (or its place in the log where ids are no numbers), at last by its name. Unlike an arrival
/// time it is the same after a rebuild.
///
/// @param at null where no time is known; such messages stand before all others
record Key(@Nullable Instant at, long number, String account, String chat, String message) {

    /// The columns of table `m` in the order of the key. Nulls become values, so that row
    /// comparison works.
    static final String COLUMNS =
            "coalesce(m.sent_at, '-infinity'), coalesce(m.message_number, m.first_position, 0),"
                    + " m.account, m.chat, m.message";

    static final String DESCENDING = ordered("DESC");
    static final String ASCENDING = ordered("ASC");

    private static String ordered(String direction) {
        return "m.sent_at "
                + direction
                + (direction.equals("DESC") ? " NULLS LAST" : " NULLS FIRST")
                + ", coalesce(m.message_number, m.first_position, 0) "
                + direction
                + ", m.account "
                + direction
                + ", m.chat "
                + direction
                + ", m.message "
                + direction;
    }
}
