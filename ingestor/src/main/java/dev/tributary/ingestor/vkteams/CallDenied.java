package dev.tributary.ingestor.vkteams;

/// The server understood one call and refuses it: a chat that the bot may not look into, a
/// parameter that it does not like. Other calls go on.
final class CallDenied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallDenied(String message) {
        super(message);
    }
}
