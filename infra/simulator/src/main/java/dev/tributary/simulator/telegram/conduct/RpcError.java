package dev.tributary.simulator.telegram.conduct;

/// An `rpc_error`.
public record RpcError(int code, String message) {

    private static final int FLOOD = 420;

    /// @param seconds TDLib itself waits for up to 60
    public static RpcError floodWait(int seconds) {
        return new RpcError(FLOOD, "FLOOD_WAIT_" + seconds);
    }

    public static RpcError internal() {
        return new RpcError(500, "INTERNAL");
    }

    public static RpcError channelPrivate() {
        return new RpcError(400, "CHANNEL_PRIVATE");
    }

    public static RpcError chatForbidden() {
        return new RpcError(403, "CHAT_FORBIDDEN");
    }
}
