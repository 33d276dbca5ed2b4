package dev.tributary.mcp.session;

import dev.tributary.mcp.client.Client;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import java.util.Map;

/// Carries the client from a transport to the handlers.
public final class Caller {

    private static final String KEY = "client";

    private Caller() {}

    public static McpTransportContext context(Client client) {
        return McpTransportContext.create(Map.of(KEY, client));
    }

    public static Client of(McpSyncServerExchange exchange) {
        if (exchange.transportContext().get(KEY) instanceof Client client) {
            return client;
        }
        throw new IllegalStateException("a request without a client");
    }
}
