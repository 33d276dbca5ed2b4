package dev.tributary.cli.render;

import dev.tributary.contract.answer.Meta;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// An answer about the stack rather than the archive.
///
/// @param data the envelope's `data`
/// @param items what NDJSON prints a line of each
/// @param sections what a person sees
public record Report(ObjectNode data, List<ObjectNode> items, List<Section> sections, Meta meta) {

    public Report {
        items = List.copyOf(items);
        sections = List.copyOf(sections);
    }

    /// @param heading empty for none
    public record Section(String heading, Grid grid) {}
}
