package dev.tributary.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Rows of cells, aligned by the columns that a terminal uses for them, which is not the number of
/// characters.
///
/// @param headings one a column
/// @param numbers which columns stand to the right
public record Grid(List<String> headings, Set<Integer> numbers, List<List<String>> rows) {

    private static final String GAP = "  ";

    public Grid {
        headings = List.copyOf(headings);
        numbers = Set.copyOf(numbers);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// The headings first; cells are made harmless, and the lines have no space at their ends.
    List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(headings);
        rows.forEach(row -> all.add(row.stream().map(TerminalText::oneLine).toList()));
        int[] widths = new int[headings.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TerminalText.width(row.get(i)));
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - TerminalText.width(row.get(i)));
            line.append(i == 0 ? "" : GAP)
                    .append(numbers.contains(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
