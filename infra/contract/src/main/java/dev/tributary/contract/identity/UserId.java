package dev.tributary.contract.identity;

/// A user in the server's own form; opaque to everything but the source and normaliser that made
/// it.
public record UserId(String value) {

    public UserId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a user id is empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
