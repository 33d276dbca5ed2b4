package dev.tributary.standalone.bench;

import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import dev.tributary.standalone.stack.Scratch;
import dev.tributary.standalone.stack.Stack;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// How long a live message takes to those who follow: from the poll's answer leaving the simulator
/// to the line of `query-cli tail --follow` and to the notification of `mcp-bridge http`, each a
/// process of its own as in life, embedding on, while a rebuild swaps the archive in between.
final class LiveBenchmark implements Benchmark.Several {

    static final String TOKEN = "bench-0123456789abcdef";

    private final Path root;

    /// @param root of the checkout
    LiveBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String description() {
        return "%,d events at %d a second, from the poll's answer to the line of tail and to the agent, over a rebuild"
                .formatted(LiveRun.EVENTS, LiveRun.EVENTS_PER_SECOND);
    }

    @Override
    public List<Result> measure(Consumer<String> progress) throws Exception {
        int port = freePort();
        try (Scratch scratch = Scratch.create("live");
                VkTeamsSimulator vkTeams =
                        VkTeamsSimulator.start(
                                0, Script.of(Script.DEFAULT_BOT, List.of()), Conduct.good());
                Stack stack =
                        Stack.start(
                                scratch.data(),
                                SettingsLoader.load(settings(scratch, vkTeams, port), Map.of()),
                                _ -> {})) {
            DaemonOfArchive daemon = new DaemonOfArchive(root, scratch.path());
            try (Bridge _ = Bridge.start(root, scratch.path())) {
                return new LiveRun(root, vkTeams, stack.endpoints(), scratch.path(), port, progress)
                        .measure();
            } finally {
                daemon.stop();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path settings(Scratch scratch, VkTeamsSimulator vkTeams, int port)
            throws IOException {
        return Files.writeString(
                scratch.path().resolve("tributary.toml"),
                """
                [logging]
                level = "error"
                [vkteams.bench]
                base_url = "%s"
                token = "%s"
                [mcp]
                port = %d
                requests_per_minute = 1000000
                [mcp.clients.bench]
                token = "%s"
                """
                        .formatted(
                                vkTeams.baseUrl(), vkTeams.bots().getFirst().token(), port, TOKEN));
    }

    /// The bridge as its launcher starts it.
    private record Bridge(Process process) implements AutoCloseable {

        static Bridge start(Path root, Path data) throws IOException {
            return new Bridge(
                    new ProcessBuilder(
                                    root.resolve("bin/mcp-bridge").toString(),
                                    "http",
                                    "--status-port",
                                    "0",
                                    "--data",
                                    data.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(data.resolve("bridge.out").toFile())
                            .start());
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
