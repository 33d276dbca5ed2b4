package dev.tributary.mcp.tool;

import dev.tributary.mcp.safety.Fence;
import dev.tributary.mcp.tool.Budget.Piece;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// From what was found to an answer that keeps its budget in both forms. Pure but for the fence's
/// marker.
record Composition(Tool tool, Inquiry inquiry, RandomGenerator random) {

    /// For the line of a cursor that is not known yet.
    private static final int CURSOR_ROOM = 240;

    /// What goes out, in its two forms.
    record Composed(Answer answer, String structured, String text) {
        int longest() {
            return Math.max(structured.length(), text.length());
        }
    }

    Composed compose(Found found, JsonNode meta, Freshness freshness) {
        Freshness kept = freshness.within(inquiry.maxChars() / 4);
        int sources = freshness.sources().size() - kept.sources().size();
        List<Item> wanted = wanted(found);
        String fallback = meta.path("fallback").asString(null);
        Answer empty = new Answer(tool, found, List.of(), kept, sources, 0, fallback, null);
        int room = inquiry.maxChars() - written(empty).longest() - CURSOR_ROOM;
        List<Piece> pieces = Budget.fit(wanted, room);
        while (true) {
            String next = next(found, meta, pieces);
            int left =
                    found.beyond() == Found.Beyond.PAGE ? 0 : found.items().size() - pieces.size();
            Composed composed =
                    written(new Answer(tool, found, pieces, kept, sources, left, fallback, next));
            if (composed.longest() <= inquiry.maxChars() || pieces.isEmpty()) {
                return composed;
            }
            pieces = pieces.subList(0, pieces.size() - 1);
        }
    }

    private List<Item> wanted(Found found) {
        int from = Math.min(inquiry.page().skip(), found.items().size());
        int to = (int) Math.min((long) from + inquiry.limit(), found.items().size());
        return found.items().subList(from, to);
    }

    private @Nullable String next(Found found, JsonNode meta, List<Piece> pieces) {
        return switch (found.beyond()) {
            case NOTHING -> null;
            case TEXT ->
                    pieces.isEmpty() || pieces.getFirst().cut().leftOut() == 0
                            ? null
                            : "t" + (inquiry.offset() + pieces.getFirst().cut().end());
            case PAGE ->
                    inquiry.page().skip() + pieces.size() < found.items().size()
                            ? inquiry.page().after(pieces.size())
                            : meta.path("next_cursor").asString(null);
        };
    }

    private Composed written(Answer answer) {
        Fence fence = Fence.around(answer.untrusted(), random);
        return new Composed(answer, answer.structured().toString(), answer.text(fence));
    }
}
