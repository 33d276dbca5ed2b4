package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// kill -9 of a container's process, while messages come in.
@InContainers
@Order(2)
class KilledProcessIT {

    private static final int ATTEMPTS = 5;

    @ParameterizedTest
    @CsvSource({
        "kafka, Kafka does not answer",
        "postgres, waiting: ",
        "ingestor, not connected",
        "processor, no processor answers",
        "town, cannot be reached"
    })
    void is_told_by_status_and_comes_back_by_itself_with_nothing_lost_or_doubled(
            String service, String outage, Shared shared) throws Exception {
        // Given
        Installation installation = shared.withTown();
        Watch watch = installation.watch("query");
        try (Town.Talk _ = installation.town().talk();
                watch) {
            // When
            int kills = 0;
            do {
                killAndAwaitHealth(service, shared);
                // One that is back within a second may be away between two answers.
            } while (!watch.hasSaid(outage) && ++kills < ATTEMPTS);
        }

        // Then
        assertThat(watch.outages()).anyMatch(said -> said.contains(outage));
        installation.awaitRows();
        installation.awaitWellness();
    }

    @ParameterizedTest
    @CsvSource({"query, processor", "mcp, query"})
    void is_of_no_concern_to_the_others_if_it_only_reads(
            String service, String witness, Shared shared) throws Exception {
        // Given
        Installation installation = shared.withTown();
        Watch watch = installation.watch(witness);
        try (Town.Talk _ = installation.town().talk();
                watch) {
            // When
            killAndAwaitHealth(service, shared);
        }

        // Then
        assertThat(watch.outages()).isEmpty();
        installation.awaitRows();
        installation.awaitWellness();
    }

    private static void killAndAwaitHealth(String service, Shared shared) {
        Installation installation = shared.installation();
        String container = installation.container(service);
        int before = installation.engine().condition(container).restarts();
        long from = System.nanoTime();
        installation.engine().kill(container, installation.compose());
        await(service + " to be healthy again")
                .atMost(Installation.PATIENCE)
                .until(() ->
                        installation.engine().condition(container).restarts() == before + 1
                                && installation.engine().condition(container).isHealthy());
        shared.figure("  " + service + " healthy after kill -9", Shared.since(from));
    }
}
