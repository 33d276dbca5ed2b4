package dev.tributary.mcp.tool;

import java.util.List;
import java.util.Map;

/// The tools there are, in the order they are listed.
public enum ToolKind {
    SEARCH_HYBRID(new SearchTool(SearchTool.Kind.HYBRID)),
    SEARCH_TEXT(new SearchTool(SearchTool.Kind.TEXT)),
    SEARCH_SEMANTIC(new SearchTool(SearchTool.Kind.SEMANTIC)),
    GET_CONTEXT(new ContextTool()),
    GET_MESSAGE(new MessageTool()),
    LIST_CHATS(new ChatsTool()),
    GET_DATABASE_STATS(new StatsTool());

    @SuppressWarnings("ImmutableEnumChecker") // tools are records without state
    private final Tool tool;

    ToolKind(Tool tool) {
        this.tool = tool;
    }

    Tool tool() {
        return tool;
    }

    public String toolName() {
        return tool.name();
    }

    public String title() {
        return tool.title();
    }

    public String description() {
        return tool.description();
    }

    public Map<String, Object> inputSchema() {
        return Parameter.schema(tool.parameters());
    }

    public Map<String, Object> outputSchema() {
        return tool.outputSchema();
    }

    public List<String> parameterNames() {
        return tool.parameters().stream().map(Parameter::name).toList();
    }
}
