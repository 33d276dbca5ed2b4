package dev.tributary.rpc.client;

/// Why a call had to wait for a daemon to start.
public enum Slowness {
    /// None answered: it is the first, or the last one has left.
    FIRST_START("first start"),
    /// One of another build ran; it finishes its work and leaves.
    NEW_BUILD("new build"),
    /// The last one ended without tidying up.
    RECOVERED("the last one crashed"),
    /// The caller asked for a new one.
    FORCED("as asked");

    private final String words;

    Slowness(String words) {
        this.words = words;
    }

    /// For a person, to be put in brackets.
    public String words() {
        return words;
    }
}
