package dev.tributary.processor.rebuild;

/// How far a rebuild is, for people who wait.
public sealed interface Progress {

    /// @param total raw records there are, transaction marks included
    record Replaying(long done, long total) implements Progress {}

    /// The running processor has not come to where the rebuild began.
    ///
    /// @param what `normalise` or `store`
    record Waiting(String what, long behind) implements Progress {}

    /// The store stands still while this lasts.
    record Comparing() implements Progress {}
}
