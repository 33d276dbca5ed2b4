package dev.tributary.simulator.telegram.tl;

/// How a field is laid out.
sealed interface TlType {

    enum Scalar implements TlType {
        INT,
        LONG,
        DOUBLE,
        TEXT,
        BYTES,
        BOOL,
        /// The bits that say which optional fields follow.
        FLAGS,
        /// No bytes at all: the flag is the value.
        PRESENCE,
        /// Any constructor, its id in front.
        BOXED,
        /// A function inside another one; it may be unknown or packed.
        QUERY
    }

    /// `int128` and `int256`.
    record Fixed(int bytes) implements TlType {}

    record Vector(TlType element, boolean isBoxed) implements TlType {}

    /// A constructor that is known, so that its id is left out.
    record Bare(String constructor) implements TlType {}

    /// Present if that bit of that flags field is set.
    record Optional(String flags, int bit, TlType type) implements TlType {

        int mask() {
            return 1 << bit;
        }
    }

    static TlType of(String text) {
        int question = text.indexOf('?');
        if (question > 0) {
            int dot = text.indexOf('.');
            return new Optional(
                    text.substring(0, dot),
                    Integer.parseInt(text.substring(dot + 1, question)),
                    of(text.substring(question + 1)));
        }
        if (text.endsWith(">")) {
            TlType element = of(text.substring("Vector<".length(), text.length() - 1));
            return new Vector(element, text.startsWith("Vector<"));
        }
        return switch (text) {
            case "#" -> Scalar.FLAGS;
            case "int" -> Scalar.INT;
            case "long" -> Scalar.LONG;
            case "double" -> Scalar.DOUBLE;
            case "string" -> Scalar.TEXT;
            case "bytes" -> Scalar.BYTES;
            case "Bool" -> Scalar.BOOL;
            case "true" -> Scalar.PRESENCE;
            case "!X" -> Scalar.QUERY;
            case "int128" -> new Fixed(16);
            case "int256" -> new Fixed(32);
            default -> text.startsWith("%") ? new Bare(text.substring(1)) : Scalar.BOXED;
        };
    }
}
