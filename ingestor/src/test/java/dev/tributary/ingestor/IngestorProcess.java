package dev.tributary.ingestor;

import dev.tributary.embedded.TestStack;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The program as its own process, as often as a test wants it, reading these bots.
final class IngestorProcess {

    private final Path directory;
    private final Path config;

    IngestorProcess(Path directory, VkTeamsSimulator simulator, List<Bot> bots) throws IOException {
        this.directory = directory;
        this.config =
                Files.writeString(
                        directory.resolve("tributary.toml"),
                        kafka()
                                + bots.stream()
                                        .map(bot -> account(simulator, bot))
                                        .collect(Collectors.joining()));
    }

    private static String kafka() {
        String properties =
                TestStack.kafka().clientProperties().entrySet().stream()
                        .filter(property -> !property.getKey().equals("bootstrap.servers"))
                        .map(property ->
                                "\"%s\" = '''%s'''"
                                        .formatted(property.getKey(), property.getValue().value()))
                        .collect(Collectors.joining("\n"));
        return """
        [kafka]
        bootstrap_servers = "%s"
        [kafka.properties]
        %s
        [postgres]
        url = "jdbc:postgresql://127.0.0.1:1/none"
        """
                .formatted(
                        TestStack.kafka().clientProperties().get("bootstrap.servers").value(),
                        properties);
    }

    private static String account(VkTeamsSimulator simulator, Bot bot) {
        return """
        [vkteams.bot%s]
        base_url = "%s"
        token = "%s"
        poll_time = "1s"
        requests_per_second = 1000
        """
                .formatted(bot.userId(), simulator.baseUrl(), bot.token());
    }

    Process start(String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Ingestor.class.getName(),
                                "run",
                                "--config",
                                config.toString(),
                                "--data",
                                directory.toString(),
                                "--status-port",
                                "0"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    /// What all of them have said.
    String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return directory.resolve("ingestor.log");
    }
}
