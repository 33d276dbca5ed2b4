package dev.tributary.mcp.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One call.
///
/// @param method `tools/call`, `resources/read`, ...
/// @param name of the tool or prompt, or the kind of the resource
/// @param shape what the parameters were like, without their content: [Shape]
/// @param hits how many messages, chats or versions went out
/// @param outcome `ok`, or the code of the refusal
public record AuditEntry(
        Instant at,
        String client,
        String method,
        String name,
        Map<String, Object> shape,
        int hits,
        Duration took,
        String outcome) {

    public AuditEntry {
        shape = Map.copyOf(shape);
    }

    String line() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("at", at.toString());
        json.put("client", client);
        json.put("method", method);
        json.put("name", name);
        json.set("shape", JsonMapper.shared().valueToTree(shape));
        json.put("hits", hits);
        json.put("ms", took.toMillis());
        json.put("outcome", outcome);
        return json.toString();
    }
}
