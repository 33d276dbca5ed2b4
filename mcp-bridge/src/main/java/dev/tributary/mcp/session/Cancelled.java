package dev.tributary.mcp.session;

/// The one who asked does not want the answer any more; nobody will read what is made of this.
public final class Cancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Cancelled() {
        super("cancelled", null, false, false);
    }

    /// What blocks.
    @FunctionalInterface
    public interface Blocking<T> {
        T run() throws InterruptedException;
    }

    /// The SDK's handlers may not throw a checked exception.
    ///
    /// @throws Cancelled in place of an interrupt
    public static <T> T ifInterrupted(Blocking<T> blocking) {
        try {
            return blocking.run();
        } catch (InterruptedException e) {
            throw new Cancelled();
        }
    }
}
