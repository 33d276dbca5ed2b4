package dev.tributary.mcp.session;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One message of a client, read strictly (<https://www.jsonrpc.org/specification>).
public sealed interface Inbound {

    /// @param params plain Java values; null where there are none
    record Request(McpSchema.JSONRPCRequest message, JsonNode params) implements Inbound {
        public Object id() {
            return message.id();
        }

        public String method() {
            return message.method();
        }
    }

    record Notification(McpSchema.JSONRPCNotification message, JsonNode params) implements Inbound {
        public String method() {
            return message.method();
        }
    }

    record Response(McpSchema.JSONRPCResponse message) implements Inbound {}

    record Malformed(WireError error) implements Inbound {}

    /// @param json UTF-8
    static Inbound parse(byte[] json) {
        JsonNode message;
        try {
            message = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return malformed(null, ErrorCodes.PARSE_ERROR, "this is not JSON");
        }
        if (message == null || !message.isObject()) {
            return malformed(
                    null,
                    ErrorCodes.INVALID_REQUEST,
                    "a message is one JSON object; batches are not part of this protocol");
        }
        return parse(message);
    }

    private static Inbound parse(JsonNode message) {
        Object id = id(message.path("id"));
        boolean hasId = message.has("id");
        if (!message.path("jsonrpc").asString("").equals("2.0")) {
            return malformed(id, ErrorCodes.INVALID_REQUEST, "jsonrpc must be \"2.0\"");
        }
        if (hasId && id == null) {
            return malformed(
                    null, ErrorCodes.INVALID_REQUEST, "id must be a string or a whole number");
        }
        if (!message.has("method")) {
            return id == null || !(message.has("result") || message.has("error"))
                    ? malformed(id, ErrorCodes.INVALID_REQUEST, "method is missing")
                    : response(id, message);
        }
        if (!message.path("method").isString()) {
            return malformed(id, ErrorCodes.INVALID_REQUEST, "method must be a string");
        }
        return call(id, message.path("method").asString(), message.path("params"));
    }

    private static Inbound call(@Nullable Object id, String method, JsonNode params) {
        String problem = Params.problem(method, params);
        if (problem != null) {
            return malformed(id, ErrorCodes.INVALID_PARAMS, problem);
        }
        Object plain = plain(params);
        return id == null
                ? new Notification(new McpSchema.JSONRPCNotification(method, plain), params)
                : new Request(new McpSchema.JSONRPCRequest(method, id, plain), params);
    }

    private static Inbound response(Object id, JsonNode message) {
        JsonNode error = message.path("error");
        return new Response(
                error.isObject()
                        ? McpSchema.JSONRPCResponse.error(
                                id,
                                new McpSchema.JSONRPCResponse.JSONRPCError(
                                        error.path("code").asInt(ErrorCodes.INTERNAL_ERROR),
                                        error.path("message").asString("")))
                        : McpSchema.JSONRPCResponse.result(id, plain(message.path("result"))));
    }

    private static @Nullable Object id(JsonNode id) {
        if (id.isString()) {
            return id.asString();
        }
        return id.isIntegralNumber() && id.canConvertToLong() ? (Object) id.asLong() : null;
    }

    private static @Nullable Object plain(JsonNode node) {
        return node.isMissingNode() || node.isNull()
                ? null
                : JsonMapper.shared().treeToValue(node, Object.class);
    }

    private static Malformed malformed(@Nullable Object id, int code, String message) {
        return new Malformed(new WireError(id, code, message));
    }
}
