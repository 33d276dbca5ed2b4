package dev.tributary.mcp.tool;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What an envelope holds, clean, before the budget.
///
/// @param list the name of the items in the structured form
/// @param items best first
/// @param rest the other fields of the structured form
/// @param lines the same for the compact form; nothing that other people wrote
/// @param beyond how the agent gets what there is no room for
record Found(String list, List<Item> items, ObjectNode rest, List<String> lines, Beyond beyond) {

    enum Beyond {
        /// By a cursor to the next page, or to the rest of this one.
        PAGE,
        /// By a cursor into the first item's text; other items are counted.
        TEXT,
        /// Not at all: items left out are counted.
        NOTHING
    }

    Found {
        items = List.copyOf(items);
        lines = List.copyOf(lines);
    }
}
