package dev.tributary.ingestor;

import dev.tributary.contract.runtime.Endpoints;
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

/// The program as its own process, as often as a test wants it, reading these accounts.
public final class IngestorProcess {

    private final Path directory;
    private final Path config;

    /// @param directory its data
    /// @param accounts their sections in TOML
    public IngestorProcess(Path directory, Endpoints.Kafka kafka, String accounts)
            throws IOException {
        this.directory = directory;
        this.config =
                Files.writeString(directory.resolve("tributary.toml"), stack(kafka) + accounts);
    }

    static IngestorProcess reading(Path directory, VkTeamsSimulator simulator, List<Bot> bots)
            throws IOException {
        return new IngestorProcess(
                directory,
                TestStack.kafka(),
                bots.stream().map(bot -> account(simulator, bot)).collect(Collectors.joining()));
    }

    private static String stack(Endpoints.Kafka kafka) {
        String properties =
                kafka.clientProperties().entrySet().stream()
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
                .formatted(kafka.clientProperties().get("bootstrap.servers").value(), properties);
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

    public Path configuration() {
        return config;
    }

    /// `ingestor run`.
    public Process start(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--status-port", "0"));
        arguments.addAll(List.of(options));
        return start(List.of("run"), arguments);
    }

    /// Another of its commands on the same data.
    public Process start(List<String> command, List<String> options) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Ingestor.class.getName()));
        line.addAll(command);
        line.addAll(List.of("--config", config.toString(), "--data", directory.toString()));
        line.addAll(options);
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    /// What all of them have said.
    public String log() {
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
