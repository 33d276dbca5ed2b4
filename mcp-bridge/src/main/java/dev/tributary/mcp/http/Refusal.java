package dev.tributary.mcp.http;

import dev.tributary.mcp.session.WireError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer without a session's part in it: a status and a JSON-RPC error as the body.
record Refusal(int status, WireError error, Map<String, String> headers) {

    private static final int INVALID_REQUEST = -32600;

    static Refusal of(int status, String sentence) {
        return new Refusal(status, new WireError(null, INVALID_REQUEST, sentence), Map.of());
    }

    static Refusal of(int status, @Nullable Object id, int code, String sentence) {
        return new Refusal(status, new WireError(id, code, sentence), Map.of());
    }

    Refusal with(String header, String value) {
        return new Refusal(status, error, Map.of(header, value));
    }
}
