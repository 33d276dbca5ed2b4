package dev.tributary.simulator.telegram.tl;

/// Bytes that the schema does not explain, or an object that does not fit it.
public final class MalformedTl extends RuntimeException {

    public MalformedTl(String message) {
        super(message);
    }
}
