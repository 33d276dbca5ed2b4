package dev.tributary.mcp;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.mcp.http.HttpService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// The HTTP service in this JVM, on any free port, as `mcp-bridge http --in-process` runs it.
final class TestService implements AutoCloseable {

    static final String TOKEN = "0123456789abcdef-of-a";
    static final String OTHER_TOKEN = "0123456789abcdef-of-b";

    private final Parts parts;
    private final HttpService http;

    private TestService(Parts parts, HttpService http) {
        this.parts = parts;
        this.http = http;
    }

    /// @param more variables of the configuration
    static TestService start(TestArchive archive, Path data, Map<String, String> more)
            throws IOException {
        return start(archive, data, more, Clock.systemUTC());
    }

    static TestService start(TestArchive archive, Path data, Map<String, String> more, Clock clock)
            throws IOException {
        Map<String, String> environment = new HashMap<>(archive.environment(data));
        environment.put("TRIBUTARY_MCP_PORT", "0");
        environment.put("TRIBUTARY_MCP_REQUESTS_PER_MINUTE", "1000000");
        environment.put("TRIBUTARY_MCP_CLIENTS_A_TOKEN", TOKEN);
        environment.put("TRIBUTARY_MCP_CLIENTS_B_TOKEN", OTHER_TOKEN);
        environment.putAll(more);
        Settings settings = SettingsLoader.load(null, environment(environment));
        DataDirectory directory = new DataDirectory(data);
        Parts parts =
                new Parts(settings, directory, Answering.inProcess(settings, directory), _ -> {});
        HttpService http = HttpCommand.service(settings, directory, parts, clock);
        http.start();
        return new TestService(parts, http);
    }

    private static Map<String, String> environment(Map<String, String> all) {
        Map<String, String> environment = new HashMap<>(all);
        environment.remove("TRIBUTARY_HOME");
        return environment;
    }

    URI uri() {
        return http.uri();
    }

    int sessions() {
        return http.openSessions();
    }

    @Override
    public void close() {
        http.close();
        parts.close();
    }
}
