package dev.tributary.ingestor.telegram.tdlib;

/// A function that this client may not call: a defect of ours, stopped before it reached TDLib.
public final class TdFunctionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TdFunctionRefused(String what) {
        super(
                what
                        + " is not on the list of what may be asked of Telegram, which only reads;"
                        + " nothing was sent");
    }
}
