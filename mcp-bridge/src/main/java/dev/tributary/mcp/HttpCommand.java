package dev.tributary.mcp;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.client.Clients;
import dev.tributary.mcp.client.TokenFile;
import dev.tributary.mcp.http.HttpService;
import dev.tributary.program.Installation;
import dev.tributary.program.ProgramLogging;
import dev.tributary.program.StatusServer;
import dev.tributary.program.Termination;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Serves agents over HTTP until it is asked to end.
@Command(
        name = "http",
        mixinStandardHelpOptions = true,
        description = {
            "Serves agents over Streamable HTTP, on loopback, each known by its bearer token.",
            "Clients and what each may see: [mcp.clients.NAME] in the configuration."
        })
public final class HttpCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpCommand.class);
    private static final int STATUS_PORT = 9467;

    @Mixin private Installation installation = new Installation();

    @Option(
            names = "--in-process",
            description = "answer by an engine of its own, not by the query daemon")
    private boolean isInProcess;

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            description = "port of health and metrics; 0 for any (default: 9467)")
    private int statusPort = STATUS_PORT;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = installation.settings();
        ProgramLogging.toStderr(settings.logging());
        StdioCommand.quiet();
        DataDirectory data = installation.data();
        Counts counts = new Counts();
        try (Termination termination = Termination.hook();
                Parts parts = new Parts(settings, data, archive(settings, data), counts::count);
                HttpService http = service(settings, data, parts, Clock.systemUTC());
                StatusServer _ =
                        StatusServer.start(
                                settings.status().host(),
                                statusPort,
                                () -> new StatusServer.Health(true, "serving"),
                                () -> counts.text(http.openSessions()),
                                () -> status(http))) {
            http.start();
            LOG.atInfo().log("Agents are served at " + http.uri());
            termination.await();
            return termination.end(ExitCode.OK);
        }
    }

    private Archive archive(Settings settings, DataDirectory data) throws IOException {
        return isInProcess || settings.mcp().inProcess()
                ? Answering.inProcess(settings, data)
                : Answering.daemon(installation.identity());
    }

    /// Built and not started.
    static HttpService service(Settings settings, DataDirectory data, Parts parts, Clock clock)
            throws IOException {
        HttpService http =
                new HttpService(
                        settings.mcp(),
                        clients(settings, data),
                        parts.subscriptions(),
                        parts.mapper(),
                        clock);
        var server = McpServer.sync(http.transport());
        parts.offer().putOn(server, parts.mapper());
        var _ = server.build();
        parts.tellBy((session, notification) ->
                http.transport()
                        .notifyClient(
                                session,
                                McpSchema.METHOD_NOTIFICATION_RESOURCES_UPDATED,
                                notification)
                        .block());
        return http;
    }

    /// Nobody configured: one token for all, made once.
    static Clients clients(Settings settings, DataDirectory data) throws IOException {
        Clients clients = Clients.of(settings.mcp().clients());
        if (!clients.isEmpty()) {
            return clients;
        }
        Path file = data.run().resolve("mcp-token");
        Secret token = TokenFile.readOrCreate(file, new SecureRandom());
        LOG.atInfo().log(
                "No client is configured; whoever has the token in \""
                        + file
                        + "\" may ask and sees everything");
        return Clients.of("default", token);
    }

    private static ObjectNode status(HttpService http) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("uri", http.uri().toString())
                .put("sessions", http.openSessions());
    }
}
