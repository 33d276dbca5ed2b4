package dev.tributary.ingestor.imports;

/// The file, or the rest of it, cannot be imported; the message is for the person who ran the
/// command and says what, where, and what to do. What was delivered before it stays.
public final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImportRefused(String message) {
        super(message);
    }
}
