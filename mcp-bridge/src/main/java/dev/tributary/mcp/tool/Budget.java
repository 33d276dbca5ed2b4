package dev.tributary.mcp.tool;

import dev.tributary.mcp.safety.Fence;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Keeps an answer within the characters that its reader has room for, in both of its forms: first
/// the longest texts are cut, all to the same length; when that would leave too little of them, the
/// last items are left out.
final class Budget {

    /// Less than this of a text says too little to be worth its reference.
    static final int LEAST_TEXT = 400;

    /// Of the lines and names around an item, in either form.
    private static final int AROUND_AN_ITEM = 90;

    private Budget() {}

    /// An item with as much of its text as there was room for.
    record Piece(Item item, Cut cut) {}

    /// @param room characters for all items together, in each of the two forms
    /// @return the first of the items, in their order
    static List<Piece> fit(List<Item> items, int room) {
        int longest =
                items.stream().mapToInt(item -> item.textOrNothing().length()).max().orElse(0);
        int length = longestThatFits(items, room, longest);
        List<Piece> pieces = new ArrayList<>();
        int left = room;
        for (Item item : items) {
            Piece piece = piece(item, length);
            if (pieces.isEmpty() && cost(piece) > left) {
                piece = piece(item, shrunk(item, left));
            }
            left -= cost(piece);
            if (left < 0) {
                break;
            }
            pieces.add(piece);
        }
        return pieces;
    }

    /// The largest length of texts at which all fit, and never less than [#LEAST_TEXT].
    private static int longestThatFits(List<Item> items, int room, int longest) {
        int low = LEAST_TEXT;
        int high = Math.max(low, longest);
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (cost(items, middle) <= room) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// One item alone is cut as far as it takes.
    private static int shrunk(Item item, int room) {
        int length = Math.min(LEAST_TEXT, item.textOrNothing().length());
        while (length > 0 && cost(piece(item, length)) > room) {
            length -= 20;
        }
        return Math.max(0, length);
    }

    private static long cost(List<Item> items, int length) {
        return items.stream().mapToLong(item -> cost(piece(item, length))).sum();
    }

    private static Piece piece(Item item, int length) {
        return new Piece(item, Cut.of(item.textOrNothing(), item.focus(), length));
    }

    /// Of the form that is longer.
    private static int cost(Piece piece) {
        String text = piece.cut.text();
        int structured =
                piece.item.fields().toString().length()
                        + JsonMapper.shared().writeValueAsString(text).length();
        int compact =
                piece.item.heading().length()
                        + piece.item.names().length()
                        + text.length()
                        + Fence.length();
        return Math.max(structured, compact) + AROUND_AN_ITEM;
    }
}
