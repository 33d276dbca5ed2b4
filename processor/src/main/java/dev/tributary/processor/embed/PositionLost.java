package dev.tributary.processor.embed;

/// Another consumer moved a partition's position, or the archive was swapped: what this batch was
/// about to write is somebody else's work now.
final class PositionLost extends Exception {

    private static final long serialVersionUID = 1L;

    PositionLost(String group) {
        super("the group \"" + group + "\" is not where this processor believed it to be");
    }
}
