package dev.tributary.cli.daemon;

import dev.tributary.program.StatusServer;
import dev.tributary.program.StatusServer.Health;
import dev.tributary.rpc.daemon.DaemonFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The daemon's page for operators, where one is asked for.
final class DaemonPage implements AutoCloseable {

    private final @Nullable StatusServer server;

    private DaemonPage(@Nullable StatusServer server) {
        this.server = server;
    }

    /// @param port empty for no page, 0 for any free one
    /// @throws IOException if the port is taken
    static DaemonPage open(String host, OptionalInt port, Supplier<DaemonFacts> facts)
            throws IOException {
        if (port.isEmpty()) {
            return new DaemonPage(null);
        }
        return new DaemonPage(
                StatusServer.start(
                        host,
                        port.getAsInt(),
                        () -> new Health(true, "answering"),
                        () -> metrics(facts.get()),
                        () -> json(facts.get())));
    }

    /// In the Prometheus text format.
    static String metrics(DaemonFacts facts) {
        return line("tributary_query_commands_running", "gauge", facts.running())
                + line("tributary_query_commands_following", "gauge", facts.following())
                + line("tributary_query_commands_served_total", "counter", facts.served())
                + line("tributary_query_commands_failed_total", "counter", facts.failed())
                + line("tributary_query_commands_cancelled_total", "counter", facts.cancelled())
                + "# TYPE tributary_query_command_seconds summary\n"
                + quantile("0.5", facts.latency().p50())
                + quantile("0.95", facts.latency().p95())
                + quantile("0.99", facts.latency().p99());
    }

    private static String line(String name, String type, long value) {
        return "# TYPE " + name + " " + type + "\n" + name + " " + value + "\n";
    }

    private static String quantile(String quantile, Duration value) {
        return String.format(
                Locale.ROOT,
                "tributary_query_command_seconds{quantile=\"%s\"} %.6f\n",
                quantile,
                value.toNanos() / 1e9);
    }

    private static ObjectNode json(DaemonFacts facts) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("build", facts.build())
                .put("started_at", facts.startedAt().toString())
                .put("running", facts.running())
                .put("served", facts.served())
                .put("failed", facts.failed());
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
