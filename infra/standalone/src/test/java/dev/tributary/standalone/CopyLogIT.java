package dev.tributary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveChecksum;
import dev.tributary.archive.TableChecksum;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.embedded.EmbeddedBroker;
import dev.tributary.embedded.TestStack;
import dev.tributary.log.LogClients;
import dev.tributary.processor.ProcessorService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class CopyLogIT {

    private static final int MESSAGES = 2_000;

    @TempDir Path directory;

    @Test
    void an_embedded_stack_moves_to_a_cluster_and_its_archive_is_the_same() throws Exception {
        // Given
        Path old = Files.createDirectory(directory.resolve("old"));
        Path export = Files.writeString(directory.resolve("export.jsonl"), messages());
        Map<String, TableChecksum> before;
        try (RunningStack stack = RunningStack.start(old)) {
            assertThat(stack.run("import", "jsonl", "--account", "team", export.toString()))
                    .isZero();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> stack.count("select count(*) from messages") == MESSAGES);
            before = stack.checksums();
        }
        try (EmbeddedBroker cluster = TestStack.freshBroker()) {
            Path configuration = configuration(cluster.endpoint());

            // When
            int code =
                    Tributary.run(
                            "copy-log",
                            "--from",
                            old.toString(),
                            "--config",
                            configuration.toString());

            // Then
            assertThat(code).isEqualTo(ExitCode.OK);
            assertThat(checksumsAt(cluster.endpoint(), configuration)).isEqualTo(before);
        }
    }

    private static Map<String, TableChecksum> checksumsAt(Endpoints.Kafka kafka, Path configuration)
            throws Exception {
        Endpoints.Postgres postgres = TestStack.freshDatabase();
        try (ProcessorService _ =
                        ProcessorService.start(
                                SettingsLoader.load(configuration, Map.of()),
                                postgres,
                                new LogClients(kafka),
                                new SimpleMeterRegistry());
                Archive archive = Archive.open(postgres);
                Connection connection = archive.dataSource().getConnection()) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ArchiveChecksum.of(connection).get("messages").rows() == MESSAGES);
            return ArchiveChecksum.of(connection);
        }
    }

    private Path configuration(Endpoints.Kafka kafka) throws Exception {
        Map<String, Secret> properties = kafka.clientProperties();
        return Files.writeString(
                directory.resolve("cluster.toml"),
                "[embedding]%nenabled = false%n[kafka]%nbootstrap_servers = \"%s\"%n[kafka.properties]%n"
                                .formatted(properties.get("bootstrap.servers").value())
                        + properties.entrySet().stream()
                                .filter(property -> !property.getKey().equals("bootstrap.servers"))
                                .map(property ->
                                        "\"%s\" = '%s'%n"
                                                .formatted(
                                                        property.getKey(),
                                                        property.getValue().value()))
                                .collect(Collectors.joining()));
    }

    /// Some of them answered, some edited.
    private static String messages() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i ->
                        """
                        {"chat":"c%d","message_id":%d,"sender":"s%d","sent_at":%d,"text":"word %d","reply_to":%s}
                        {"chat":"c%d","message_id":%d,"sender":"s%d","sent_at":%d,"text":"better %d","edited_at":%d}
                        """
                                .formatted(
                                        i % 7,
                                        i,
                                        i % 11,
                                        1_700_000_000 + i,
                                        i,
                                        i < 7 ? "null" : Integer.toString(i - 7),
                                        i % 7,
                                        i,
                                        i % 11,
                                        1_700_000_000 + i,
                                        i,
                                        1_700_100_000 + i % 3))
                .collect(Collectors.joining());
    }
}
