package dev.tributary.mcp.tool;

import dev.tributary.mcp.safety.Safety;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One tool: pure both ways. [ToolCalls] calls [#read], asks the archive, and calls [#found].
interface Tool {

    /// An agent's word for it, for ever.
    String name();

    String title();

    /// For the agent that chooses among tools.
    String description();

    List<Parameter> parameters();

    /// Of the structured answer.
    Map<String, Object> outputSchema();

    /// What to try where nothing was found.
    String elsewhere();

    /// @throws BadArguments with a sentence for the agent
    /// @throws IllegalArgumentException from the constructors of questions, the same
    Inquiry read(Arguments arguments);

    /// @param data of the envelope; what other people wrote in it goes through safety
    Found found(JsonNode data, Inquiry inquiry, Safety safety);
}
