package dev.tributary.rpc.daemon;

/// Another process already is this daemon.
public final class InstanceRuns extends Exception {

    private static final long serialVersionUID = 1L;

    private final long pid;

    public InstanceRuns(long pid) {
        super("process " + pid + " already runs this daemon");
        this.pid = pid;
    }

    public long pid() {
        return pid;
    }
}
