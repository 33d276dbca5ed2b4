package dev.tributary.contract.question;

/// Where a page ended, opaque to everyone but the engine. It goes on at the same place although
/// newer messages have arrived meanwhile, and belongs to one question.
public record Cursor(String value) {

    @Override
    public String toString() {
        return value;
    }
}
