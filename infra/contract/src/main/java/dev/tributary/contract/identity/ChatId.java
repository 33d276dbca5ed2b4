package dev.tributary.contract.identity;

/// A chat in the server's own form; opaque to everything but the source and normaliser that made
/// it.
public record ChatId(String value) {

    public ChatId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a chat id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
