package dev.tributary.rpc.daemon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A handler that broke: a sentence for its caller, everything else for the log.
final class Failure {

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private Failure() {}

    /// @return what the caller is told
    static String logged(Throwable failure) {
        LOG.atError().setCause(failure).log("A command broke");
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return FrameReply.shortened(
                "the command broke: "
                        + (message == null || message.isBlank() ? kind : kind + ": " + message)
                        + "; the daemon goes on, its log says more");
    }
}
