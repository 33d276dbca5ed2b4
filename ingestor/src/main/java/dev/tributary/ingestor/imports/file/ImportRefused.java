package dev.tributary.ingestor.imports.file;

/// The file, or the rest of it, cannot be imported; the message is for the person who ran the
/// command and says what, where, and what to do. What was delivered before it stays.
public final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    public ImportRefused(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
