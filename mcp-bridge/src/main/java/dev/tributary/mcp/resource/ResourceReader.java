package dev.tributary.mcp.resource;

import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.session.Cancelled;
import dev.tributary.mcp.tool.ToolCalls;
import dev.tributary.mcp.tool.ToolKind;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;

/// Reads a resource by the tool that answers the same, in the compact form.
public final class ResourceReader {

    public static final String TYPE = "text/plain";

    private static final int NEWEST = 50;

    private final ToolCalls calls;

    public ResourceReader(ToolCalls calls) {
        this.calls = calls;
    }

    /// @throws McpError if there is no such resource, or not for this client
    public McpSchema.ReadResourceResult read(Client client, String uri) {
        ArchiveUri resource = ArchiveUri.parse(uri).orElseThrow(ResourceReader::notFound);
        ToolCalls.Caller caller = new ToolCalls.Caller(client, "resources/read");
        ToolCalls.Reply reply =
                Cancelled.ifInterrupted(
                        () -> calls.call(tool(resource), arguments(resource), caller, _ -> {}));
        if (reply.isError()) {
            throw error(reply);
        }
        return McpSchema.ReadResourceResult.builder(
                        List.of(
                                McpSchema.TextResourceContents.builder(uri, reply.text())
                                        .mimeType(TYPE)
                                        .build()))
                .build();
    }

    private static ToolKind tool(ArchiveUri resource) {
        return switch (resource) {
            case ArchiveUri.Chats _ -> ToolKind.LIST_CHATS;
            case ArchiveUri.Chat _ -> ToolKind.GET_CONTEXT;
            case ArchiveUri.Message _ -> ToolKind.GET_MESSAGE;
        };
    }

    private static Map<String, Object> arguments(ArchiveUri resource) {
        return switch (resource) {
            case ArchiveUri.Chats _ -> Map.of("limit", 200);
            case ArchiveUri.Chat chat ->
                    Map.of(
                            "context_type",
                            "recent",
                            "timeframe",
                            "36500d",
                            "chats",
                            List.of(chat.ref().toString()),
                            "limit",
                            NEWEST);
            case ArchiveUri.Message message -> Map.of("ref", message.ref().toString());
        };
    }

    private static McpError error(ToolCalls.Reply reply) {
        return switch (reply.outcome()) {
            case "unknown_chat", "unknown_message" -> notFound();
            default ->
                    McpError.builder(McpSchema.ErrorCodes.INVALID_REQUEST)
                            .message(reply.text())
                            .build();
        };
    }

    private static McpError notFound() {
        return McpError.builder(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND)
                .message("there is no such resource")
                .build();
    }
}
