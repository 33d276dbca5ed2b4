package dev.tributary.archive;

/// A column of a table that the writer fills, and how two sayings about it become one.
///
/// @param type as in the schema; the staging table has the same
record Column(String name, String type, Merging merging) {

    /// The database's half of [dev.tributary.archive.row.Row#merge].
    sealed interface Merging {

        /// Part of the row's identity.
        record Key() implements Merging {}

        /// Equal whenever the keys are.
        record Fixed() implements Merging {}

        /// Taken from the side whose rank, in another column, is greater.
        record ByRank(String rank) implements Merging {}

        /// The greater side wins: a rank, or the last time.
        record Greatest() implements Merging {}

        record Least() implements Merging {}

        /// True for ever once true.
        record Or() implements Merging {}
    }

    static Column key(String name, String type) {
        return new Column(name, type, new Merging.Key());
    }

    static Column fixed(String name, String type) {
        return new Column(name, type, new Merging.Fixed());
    }

    static Column byRank(String name, String type) {
        return byRank(name, type, "rank");
    }

    static Column byRank(String name, String type, String rank) {
        return new Column(name, type, new Merging.ByRank(rank));
    }

    static Column greatest(String name, String type) {
        return new Column(name, type, new Merging.Greatest());
    }

    static Column least(String name, String type) {
        return new Column(name, type, new Merging.Least());
    }

    static Column or(String name) {
        return new Column(name, "boolean", new Merging.Or());
    }

    boolean isKey() {
        return merging instanceof Merging.Key;
    }

    /// True if a change of the row always shows in this column.
    boolean showsChange() {
        return switch (merging) {
            case Merging.Key(), Merging.Fixed(), Merging.ByRank(String _) -> false;
            case Merging.Greatest(), Merging.Least(), Merging.Or() -> true;
        };
    }

    /// The merged value of the stored row `known` and the saying `said`. `greatest` and `least` of
    /// Postgres pass over nulls.
    String merged(String known, String said) {
        String k = known + "." + name;
        String s = said + "." + name;
        return switch (merging) {
            case Merging.Key(), Merging.Fixed() -> k;
            case Merging.ByRank(String rank) ->
                    "case when %s.%s > %s.%s then %s else %s end"
                            .formatted(said, rank, known, rank, s, k);
            case Merging.Greatest() -> "greatest(%s, %s)".formatted(k, s);
            case Merging.Least() -> "least(%s, %s)".formatted(k, s);
            case Merging.Or() -> "(%s or %s)".formatted(k, s);
        };
    }
}
