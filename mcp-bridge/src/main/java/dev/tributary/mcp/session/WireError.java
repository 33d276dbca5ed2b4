package dev.tributary.mcp.session;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An error of JSON-RPC as it goes out: never an exception's words.
///
/// @param id of the request; null where it could not be read
public record WireError(@Nullable Object id, int code, String message) {

    public byte[] json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("jsonrpc", "2.0");
        json.set("id", JsonMapper.shared().valueToTree(id));
        json.putObject("error").put("code", code).put("message", message);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /// The SDK puts an exception's words into the errors that it did not expect.
    public static JSONRPCMessage safe(JSONRPCMessage message) {
        if (!(message instanceof JSONRPCResponse response) || response.error() == null) {
            return message;
        }
        JSONRPCResponse.JSONRPCError error = response.error();
        boolean isExpected = error.code() != ErrorCodes.INTERNAL_ERROR;
        return JSONRPCResponse.error(
                response.id(),
                new JSONRPCResponse.JSONRPCError(
                        error.code(), isExpected ? error.message() : "internal error"));
    }
}
