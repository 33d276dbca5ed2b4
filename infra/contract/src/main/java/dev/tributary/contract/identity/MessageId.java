package dev.tributary.contract.identity;

/// A message in the server's own form; opaque to everything but the source and normaliser that made
/// it.
public record MessageId(String value) {

    public MessageId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a message id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
