package dev.tributary.processor.store;

/// The group is not where this process believed it to be: another one owns the partition, or the
/// archive was swapped. The batch was rolled back; read the positions again.
final class PositionLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PositionLost(String group) {
        super("somebody else moved the positions of \"" + group + "\"");
    }
}
