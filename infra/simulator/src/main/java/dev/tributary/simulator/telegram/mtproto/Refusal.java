package dev.tributary.simulator.telegram.mtproto;

/// An `rpc_error`.
///
/// @see <https://core.telegram.org/api/errors>
public final class Refusal extends RuntimeException {

    private final int code;

    public Refusal(int code, String message) {
        super(message);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
