package dev.tributary.contract.config;

/// A value that never shows itself in logs, errors or a record's `toString`.
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
