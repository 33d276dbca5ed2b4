package dev.tributary.archive;

/// A consumer group is not where its reader believed it to be: another process owns the partition,
/// or the archive was swapped. Whoever finds it so throws it out of the transaction, which is
/// rolled back; read the positions again.
public final class PositionLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PositionLost(String group) {
        super("somebody else moved the positions of \"" + group + "\"");
    }
}
