package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.standalone.containers.Compose.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// `docker stop`, which is SIGTERM, while an import runs, is stored and embedded.
@InContainers
@Order(5)
class SigtermIT {

    private static final int MESSAGES = 60_000;
    private static final int TEXTS = 50;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String FILE = "/etc/tributary/import.jsonl";
    private static final String IMPORTED =
            "select count(*) from tributary.messages where account = 'jsonl:stopped'";

    @Test
    void ends_every_container_in_ten_seconds_and_what_was_begun_goes_on_later(Shared shared) {
        // Given
        Installation installation = shared.withTown();
        installation.write("infra/compose/import.jsonl", messages());
        String importer = importInContainer(installation);
        await("the first rows")
                .atMost(Installation.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count(installation) > 0);

        // When
        stop(shared, "an import", importer);
        long reached = count(installation);
        for (String service : List.of("processor", "mcp", "query", "demo-ingestor", "ingestor")) {
            stop(shared, service, installation.container(service));
        }

        // Then
        String said = installation.compose().command(List.of("docker", "logs", importer)).err();
        installation.compose().command(List.of("docker", "rm", importer));
        assertThat(said).contains("stopped before the end; the same command goes on from here");
        assertThat(reached).isPositive().isLessThan(MESSAGES);

        installation.compose().run("up", "--wait");
        Outcome continued =
                installation
                        .compose()
                        .exec(
                                "ingestor",
                                "ingestor",
                                "import",
                                "jsonl",
                                "--account",
                                "stopped",
                                FILE);
        assertThat(continued.isGood()).as(continued.err()).isTrue();
        await("every row of the import")
                .atMost(Installation.PATIENCE)
                .until(() -> count(installation) == MESSAGES);
        assertThat(
                        installation.sql(
                                """
                                select count(distinct message) || ' messages, '
                                    || count(*) filter (where text <> 'kettle ' || message_number %% %d) || ' wrong, '
                                    || (select count(*) from tributary.message_versions v where v.account = m.account) || ' versions'
                                from tributary.messages m where account = 'jsonl:stopped' group by account
                                """
                                        .formatted(TEXTS)))
                .isEqualTo("%d messages, 0 wrong, %d versions".formatted(MESSAGES, MESSAGES));
    }

    /// With little of the processor, so that it takes some seconds on any machine.
    private static String importInContainer(Installation installation) {
        Compose compose = installation.compose();
        String container =
                compose.run(
                                "run",
                                "--detach",
                                "--no-deps",
                                "ingestor",
                                "ingestor",
                                "import",
                                "jsonl",
                                "--account",
                                "stopped",
                                FILE)
                        .strip();
        Outcome slowed = compose.command(List.of("docker", "update", "--cpus=0.4", container));
        assertThat(slowed.isGood()).as(slowed.err()).isTrue();
        return container;
    }

    private static long count(Installation installation) {
        return Long.parseLong(installation.sql(IMPORTED));
    }

    private static void stop(Shared shared, String what, String container) {
        long from = System.nanoTime();
        Outcome stopped =
                shared.installation()
                        .compose()
                        .command(List.of("docker", "stop", "--time", "60", container));
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        shared.figure("  " + what + " ends after SIGTERM", Shared.since(from));
        assertThat(stopped.isGood()).as(stopped.err()).isTrue();
        assertThat(took).as(what).isLessThan(LIMIT);
    }

    /// Few texts, so that they are embedded in a moment.
    private static String messages() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= MESSAGES; i++) {
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "{\"chat\":\"c%d\",\"message_id\":%d,\"sender\":\"s%d\",\"sent_at\":%d,\"text\":\"kettle"
                                + " %d\"}%n",
                            i % 7,
                            i,
                            i % 11,
                            1_700_000_000 + i,
                            i % TEXTS));
        }
        return lines.toString();
    }
}
