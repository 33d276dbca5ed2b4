package dev.tributary.log.copy;

/// The two logs are not such that one can be carried to the other; the sentence says why and what
/// to do.
public final class CannotCopy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotCopy(String message) {
        super(message);
    }

    CannotCopy(String message, Throwable cause) {
        super(message, cause);
    }
}
