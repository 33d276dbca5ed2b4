package dev.tributary.mcp.tool;

import dev.tributary.contract.question.Cursor;
import dev.tributary.contract.question.PageRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an answer goes on. The budget may end an answer in the middle of the engine's page: the
/// cursor then names that page again and how much of it was shown.
///
/// @param limit of the engine's page
/// @param engine the engine's own cursor of that page; null for its first
record PageCursor(int skip, int limit, @Nullable String engine) {

    private static final Pattern WITHIN = Pattern.compile("p(\\d{1,4})\\.(\\d{1,4})\\.(.*)");

    /// @param cursor as the agent gave it back; null for the first page
    /// @throws BadArguments if it is damaged
    static PageCursor parse(@Nullable String cursor, int limit) {
        if (cursor == null) {
            return new PageCursor(0, limit, null);
        }
        Matcher within = WITHIN.matcher(cursor);
        if (!within.matches()) {
            return new PageCursor(0, limit, cursor);
        }
        int page = Integer.parseInt(within.group(2));
        if (page < 1 || page > PageRequest.MOST) {
            throw new BadArguments(
                    "\"cursor\" is damaged; take next_cursor as it was, or leave the cursor out");
        }
        String engine = within.group(3);
        return new PageCursor(
                Integer.parseInt(within.group(1)), page, engine.isEmpty() ? null : engine);
    }

    PageRequest request() {
        return new PageRequest(limit, engine == null ? null : new Cursor(engine));
    }

    /// After some more of this page were shown.
    String after(int shown) {
        return "p" + (skip + shown) + "." + limit + "." + (engine == null ? "" : engine);
    }
}
