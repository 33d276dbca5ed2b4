package dev.tributary.ingestor.telegram.tdlib;

/// TDLib is absent, is not the file that it must be, or is not for this system; the message says
/// what to do.
public final class TdLibraryRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TdLibraryRefused(String message) {
        super(message);
    }
}
