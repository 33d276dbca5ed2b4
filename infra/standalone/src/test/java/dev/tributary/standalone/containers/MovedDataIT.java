package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.Archive;
import dev.tributary.archive.ArchiveChecksum;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.ingestor.Ingestor;
import dev.tributary.processor.Processor;
import dev.tributary.standalone.Tributary;
import dev.tributary.standalone.containers.Compose.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded stack's data, taken into containers by the very commands of docs/compose.md.
@InContainers
@Order(10)
class MovedDataIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 1_000;

    @TempDir private Path data;

    @Test
    void has_the_same_checksums_as_before(Surroundings surroundings) throws Exception {
        // Given
        Path checkout = surroundings.clone("moved");
        launchers(checkout);
        Process up = embeddedStack(checkout);
        try (Installation installation =
                new Installation(surroundings, checkout, surroundings.project() + "-moved")) {
            // When
            Outcome moved =
                    installation
                            .compose()
                            .command(
                                    List.of(
                                            "bash",
                                            "-euo",
                                            "pipefail",
                                            "-c",
                                            steps(checkout, surroundings)));

            // Then
            assertThat(moved.isGood()).as(moved.out() + moved.err()).isTrue();
            assertThat(moved.out()).contains("nothing is lost");
            assertThat(Files.readString(checkout.resolve("before"))).contains("messages");
            surroundings.figure("embedded data moved into compose", "checksums equal");
        } finally {
            up.destroy();
            up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// The block of commands of the documents, in this test's places.
    private String steps(Path checkout, Surroundings surroundings) throws IOException {
        String document = Files.readString(checkout.resolve("docs/compose.md"));
        String chapter = document.split("## Moving an embedded stack in", 2)[1];
        String steps = chapter.split("```sh\n", 2)[1].split("```", 2)[0];
        assertThat(steps).contains("bin/tributary down", "rebuild", "checksum");
        return steps.replace("<data>", data.toString())
                .replace("tributary_kafka-data", surroundings.project() + "-moved_kafka-data")
                .replace("docker compose exec", "docker compose exec -T");
    }

    /// `bin/...` of the checkout, as it was compiled for the tests.
    private static void launchers(Path checkout) throws IOException {
        launcher(checkout.resolve("bin/tributary"), Tributary.class);
        launcher(checkout.resolve("bin/processor"), Processor.class);
        launcher(checkout.resolve("bin/ingestor"), Ingestor.class);
    }

    private static void launcher(Path file, Class<?> program) throws IOException {
        Files.writeString(
                file,
                "#!/bin/sh\nexec '%s/bin/java' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                program.getName()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// With an import in it.
    private Process embeddedStack(Path checkout) throws Exception {
        // Postgres' own user comes in, so that its files are here too.
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        Files.writeString(data.resolve("tributary.toml"), "[mcp]\nenabled = false\n");
        Process up = program(checkout, "tributary", "up");
        DataDirectory directory = new DataDirectory(data);
        await("the embedded stack")
                .atMost(PATIENCE)
                .until(() ->
                        Endpoints.read(directory.endpointsFile()).isPresent() || !up.isAlive());
        Path talk = Files.writeString(data.resolve("talk.jsonl"), messages());
        assertThat(up.isAlive()).as(said("tributary")).isTrue();
        assertThat(
                        program(
                                        checkout,
                                        "ingestor",
                                        "import",
                                        "jsonl",
                                        "--account",
                                        "team",
                                        talk.toString())
                                .waitFor())
                .as(() -> data + " has what it said")
                .isZero();
        Endpoints.Postgres postgres =
                Endpoints.read(directory.endpointsFile()).orElseThrow().postgres();
        try (Archive archive = Archive.open(postgres)) {
            await("the import's rows").atMost(PATIENCE).until(() -> rows(archive) == MESSAGES);
        }
        return up;
    }

    private static long rows(Archive archive) throws Exception {
        try (Connection connection = archive.dataSource().getConnection()) {
            return ArchiveChecksum.of(connection).get("messages").rows();
        }
    }

    /// Some of them answers.
    private static String messages() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i ->
                        "{\"chat\":\"c%d\",\"message_id\":%d,\"sender\":\"s%d\",\"sent_at\":%d,\"text\":\"the kettle number %d\",\"reply_to\":%s}%n"
                                .formatted(
                                        i % 7,
                                        i,
                                        i % 11,
                                        1_700_000_000 + i,
                                        i,
                                        i < 7 ? "null" : Integer.toString(i - 7)))
                .collect(Collectors.joining());
    }

    private String said(String program) throws IOException {
        Path said = data.resolve(program + ".out");
        return Files.exists(said) ? Files.readString(said) : "nothing";
    }

    private Process program(Path checkout, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("bin/" + name).toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve(name + ".out").toFile())
                .start();
    }
}
