package dev.tributary.processor.rebuild;

import java.util.List;

/// How a rebuild has ended.
///
/// Two archives are compared after the same events; the running store is held meanwhile.
public sealed interface Outcome {

    /// Every table, by name.
    List<TableComparison> tables();

    /// @return raw records and events that neither archive can hold; they are in the dead letters
    long skipped();

    /// The rebuilt archive is the live one now.
    record Swapped(List<TableComparison> tables, long skipped) implements Outcome {
        public Swapped {
            tables = List.copyOf(tables);
        }
    }

    /// The live archive is as it was; the rebuilt one stays in the schema `tributary_rebuild` until
    /// the next rebuild, for whoever wants to look.
    record Different(List<TableComparison> tables, long skipped) implements Outcome {
        public Different {
            tables = List.copyOf(tables);
        }
    }
}
