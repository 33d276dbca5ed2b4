package dev.tributary.mcp.prompt;

import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.resource.ArchiveUri;
import dev.tributary.mcp.session.Cancelled;
import dev.tributary.mcp.tool.ToolCalls;
import dev.tributary.mcp.tool.ToolKind;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Completes the name of a chat among the first ones of the archive.
public final class ChatNames {

    private static final int LOOKED_AT = 200;
    private static final int MOST = 100;
    private static final Set<String> COMPLETED = Set.of("chat", "ref");

    private final ToolCalls calls;

    public ChatNames(ToolCalls calls) {
        this.calls = calls;
    }

    /// @param asSegment references as a resource's name has them, in place of titles
    public McpSchema.CompleteResult complete(
            Client client, McpSchema.CompleteRequest.CompleteArgument argument, boolean asSegment) {
        Set<String> values = new TreeSet<>();
        if (COMPLETED.contains(argument.name())) {
            String begun = argument.value().toLowerCase(Locale.ROOT);
            for (JsonNode chat : chats(client)) {
                String ref = chat.path("ref").asString();
                String value =
                        asSegment ? ArchiveUri.encoded(ref) : chat.path("title").asString(ref);
                if (value.toLowerCase(Locale.ROOT).contains(begun)) {
                    values.add(value);
                }
            }
        }
        List<String> first = values.stream().limit(MOST).toList();
        return new McpSchema.CompleteResult(
                new McpSchema.CompleteResult.CompleteCompletion(
                        first, values.size(), values.size() > MOST));
    }

    private JsonNode chats(Client client) {
        ToolCalls.Reply reply =
                Cancelled.ifInterrupted(() ->
                        calls.call(
                                ToolKind.LIST_CHATS,
                                Map.of("limit", LOOKED_AT, "max_chars", 200_000),
                                new ToolCalls.Caller(client, "completion/complete"),
                                _ -> {}));
        return reply.structured() == null
                ? tools.jackson.databind.node.MissingNode.getInstance()
                : reply.structured().path("chats");
    }
}
