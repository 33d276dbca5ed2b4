package dev.tributary.mcp;

import dev.tributary.mcp.install.InstallCommand;
import dev.tributary.program.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `mcp-bridge`: the archive for agents, by the Model Context Protocol.
@Command(
        name = "mcp-bridge",
        mixinStandardHelpOptions = true,
        versionProvider = McpBridge.Version.class,
        description = {
            "Lets agents read the archive by the Model Context Protocol.",
            "An agent's program starts \"mcp-bridge stdio\" by itself; \"mcp-bridge install\" tells"
                    + " it how."
        },
        footer = {
            "",
            "Exit codes: 0 ok, 1 error, 2 the port is taken, 4 nothing reachable, 64 wrong usage."
        })
public final class McpBridge {

    /// For picocli.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"mcp-bridge " + Offer.VERSION};
        }
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the exit code
    public static int run(String... args) {
        CommandLine program =
                new CommandLine(new McpBridge())
                        .addSubcommand(new StdioCommand())
                        .addSubcommand(new HttpCommand())
                        .addSubcommand(new InstallCommand());
        return Program.run("mcp-bridge", program, args);
    }
}
