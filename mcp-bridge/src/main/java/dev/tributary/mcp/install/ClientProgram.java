package dev.tributary.mcp.install;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A program that starts MCP servers, and where it is told of them.
enum ClientProgram {
    /// <https://modelcontextprotocol.io/docs/develop/connect-local-servers>
    CLAUDE("mcpServers", "Claude/claude_desktop_config.json"),
    /// <https://cursor.com/docs/context/mcp>
    CURSOR("mcpServers", ".cursor/mcp.json"),
    /// <https://code.visualstudio.com/docs/copilot/customization/mcp-servers>
    VSCODE("servers", "Code/User/mcp.json");

    private final String section;
    private final String file;

    ClientProgram(String section, String file) {
        this.section = section;
        this.file = file;
    }

    /// The object that names the servers.
    String section() {
        return section;
    }

    Path file(Path home, boolean isMac) {
        Path applications =
                isMac ? home.resolve("Library/Application Support") : home.resolve(".config");
        return switch (this) {
            case CLAUDE, VSCODE -> applications.resolve(file);
            case CURSOR -> home.resolve(file);
        };
    }

    ObjectNode entry(Path launcher, List<String> arguments) {
        ObjectNode entry = JsonMapper.shared().createObjectNode();
        if (this == VSCODE) {
            entry.put("type", "stdio");
        }
        entry.put("command", launcher.toString());
        arguments.forEach(entry.putArray("args")::add);
        return entry;
    }
}
