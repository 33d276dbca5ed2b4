package dev.tributary.processor.feed;

/// The engine has ended by itself: close it and start another.
final class FeedBroken extends Exception {

    private static final long serialVersionUID = 1L;

    FeedBroken(String reason) {
        super(reason);
    }
}
