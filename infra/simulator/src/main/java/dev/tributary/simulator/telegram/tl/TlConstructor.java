package dev.tributary.simulator.telegram.tl;

import java.util.List;

/// A line of the schema.
///
/// @param isNameOnly a function whose parameters nobody here reads
record TlConstructor(String name, int id, List<TlField> fields, boolean isNameOnly) {

    TlConstructor {
        fields = List.copyOf(fields);
    }

    /// @param line `name#id field:type ... = Type;`, or `name#id` alone
    static TlConstructor of(String line) {
        String left = line.contains("=") ? line.substring(0, line.indexOf('=')) : line;
        List<String> words = List.of(left.strip().split(" +", -1));
        String[] head = words.getFirst().split("#", 2);
        List<TlField> fields =
                words.subList(1, words.size()).stream()
                        .map(word -> word.split(":", 2))
                        .map(field -> new TlField(field[0], TlType.of(field[1])))
                        .toList();
        int id = Integer.parseUnsignedInt(head[1], 16);
        return new TlConstructor(head[0], id, fields, !line.contains("="));
    }

    boolean has(String field) {
        return fields.stream().anyMatch(known -> known.name().equals(field));
    }
}
