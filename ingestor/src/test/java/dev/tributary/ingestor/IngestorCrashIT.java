package dev.tributary.ingestor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.embedded.TestStack;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.Conduct;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, as its own process.
@Tag("stack")
@Timeout(240)
class IngestorCrashIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 4_000;

    @TempDir Path directory;

    private final Bot bot = Town.bot();

    @Test
    void killing_it_in_the_middle_again_and_again_loses_and_doubles_nothing() throws Exception {
        // Small answers at full speed: the process spends most of its time inside transactions.
        Conduct conduct = Conduct.good().withEventsPerAnswer(10);
        try (var simulator = VkTeamsSimulator.start(0, Town.script(bot, MESSAGES), conduct)) {
            Path config = configuration(simulator);
            for (long until = 500; until < MESSAGES; until += 700) {
                long reached = until;
                Process ingestor = start(config);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(3))
                        .until(() -> simulator.departedAt(bot, reached).isPresent());
                ingestor.destroyForcibly().waitFor();
            }

            Process last = start(config);
            await().atMost(PATIENCE).until(() -> simulator.isDrained(bot));
            last.destroy();
            last.waitFor();

            assertThat(simulator.violations()).isEmpty();
        }
        assertThat(Town.messageIds(bot)).isEqualTo(Town.messageIds(Town.messages(MESSAGES)));
        assertThat(Files.readString(directory.resolve("ingestor.log")))
                .contains("The account is stopped")
                .doesNotContain(bot.token())
                .doesNotContain(bot.token().replace(":", "%3A"));
    }

    private Path configuration(VkTeamsSimulator simulator) throws IOException {
        String kafka =
                TestStack.kafka().clientProperties().entrySet().stream()
                        .filter(property -> !property.getKey().equals("bootstrap.servers"))
                        .map(property ->
                                "\"%s\" = '''%s'''"
                                        .formatted(property.getKey(), property.getValue().value()))
                        .collect(Collectors.joining("\n"));
        return Files.writeString(
                directory.resolve("tributary.toml"),
                """
                [kafka]
                bootstrap_servers = "%s"
                [kafka.properties]
                %s
                [postgres]
                url = "jdbc:postgresql://127.0.0.1:1/none"
                [vkteams.town]
                base_url = "%s"
                token = "%s"
                poll_time = "1s"
                requests_per_second = 1000
                """
                        .formatted(
                                TestStack.kafka()
                                        .clientProperties()
                                        .get("bootstrap.servers")
                                        .value(),
                                kafka,
                                simulator.baseUrl(),
                                bot.token()));
    }

    private Process start(Path config) throws IOException {
        return new ProcessBuilder(
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
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(
                                directory.resolve("ingestor.log").toFile()))
                .start();
    }
}
