package dev.tributary.ingestor.append;

/// Where a stream goes on, in the form of whoever reads it: a number, an offset, a small JSON. It
/// is written with every transaction, so it should stay under a hundred bytes.
public record Cursor(String value) {

    public Cursor {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a cursor is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
