package dev.tributary.mcp.session;

import dev.tributary.mcp.client.Client;

/// Who wants to be told of changes. Called by the transports before the SDK sees the request.
public interface Watch {

    /// @return whether there is such a resource for this client; if not, the request is refused
    boolean subscribe(String session, Client client, String uri);

    void unsubscribe(String session, String uri);

    /// The session is over.
    void forget(String session);
}
