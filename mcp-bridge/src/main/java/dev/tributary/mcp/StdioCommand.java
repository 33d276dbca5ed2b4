package dev.tributary.mcp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Scope;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.stdio.StdioTransport;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the program that started us, until it closes our stdin.
@Command(
        name = "stdio",
        mixinStandardHelpOptions = true,
        description = {
            "Serves one agent over stdin and stdout; ends when stdin does.",
            "What it may see can be limited by [mcp.clients.stdio] in the configuration."
        })
final class StdioCommand implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--in-process",
            description = "answer by an engine of its own, not by the query daemon")
    private boolean isInProcess;

    @Option(
            names = "--client",
            paramLabel = "NAME",
            defaultValue = Settings.Mcp.STDIO,
            description = "which [mcp.clients.NAME] says what may be seen (default: stdio)")
    private String name = Settings.Mcp.STDIO;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Before anything can print: stdout belongs to the protocol.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        Settings settings = installation.settings();
        ProgramLogging.toStderr(
                new Settings.Logging(Settings.Logging.Level.WARN, settings.logging().format()));
        quiet();
        try (Parts parts = new Parts(settings, installation.data(), archive(settings), _ -> {})) {
            StdioTransport transport =
                    new StdioTransport(
                            System.in,
                            out,
                            client(settings),
                            parts.subscriptions(),
                            parts.mapper(),
                            settings.mcp().maxRequestBytes());
            var server = McpServer.sync(transport);
            parts.offer().putOn(server, parts.mapper());
            var _ = server.build();
            parts.tellBy((session, notification) ->
                    transport
                            .notifyClient(
                                    session,
                                    McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED,
                                    notification)
                            .block());
            transport.run();
        }
        return ExitCode.OK;
    }

    private Archive archive(Settings settings) throws IOException {
        return isInProcess
                ? Answering.inProcess(settings, installation.data())
                : Answering.daemon(installation.identity());
    }

    /// Without a section of its own the one who starts us sees what the user sees who runs us.
    private Client client(Settings settings) {
        Settings.McpClient configured = settings.mcp().clients().get(name);
        if (configured == null && !name.equals(Settings.Mcp.STDIO)) {
            throw new IllegalArgumentException(
                    "the configuration has no [mcp.clients."
                            + name
                            + "]; add it, or leave --client"
                            + " out");
        }
        return new Client(name, configured == null ? Scope.ALL : configured.scope());
    }

    /// The SDK logs whole messages, and they hold what was asked and found.
    static void quiet() {
        ((Logger) LoggerFactory.getLogger("io.modelcontextprotocol")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("reactor")).setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.WARN);
    }
}
