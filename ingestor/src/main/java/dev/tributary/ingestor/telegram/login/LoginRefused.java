package dev.tributary.ingestor.telegram.login;

/// Signing in or out came to its end without success; the message says why and what to do.
final class LoginRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoginRefused(String message) {
        super(message);
    }
}
