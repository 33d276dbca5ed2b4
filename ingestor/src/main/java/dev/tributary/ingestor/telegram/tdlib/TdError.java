package dev.tributary.ingestor.telegram.tdlib;

/// TDLib's answer that is an `error`: its own failure, or one of the service.
public final class TdError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /// @param code 400, 401, 403, 404, 406, 429, 500 as in HTTP
    /// @param message TDLib's, which names no content and no secret
    public TdError(int code, String message) {
        super(message);
        this.code = code;
    }

    public int code() {
        return code;
    }

    /// TDLib's own words.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
