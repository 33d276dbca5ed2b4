package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// kill -9 of a container's process, while messages come in.
@InContainers
@Order(2)
class KilledProcessIT {

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "postgres", "ingestor", "processor", "query", "mcp", "town"})
    void comes_back_by_itself_and_nothing_is_lost_or_doubled(String service, Shared shared)
            throws Exception {
        // Given
        Installation installation = shared.withTown();
        int before = installation.condition(service).restarts();
        String container = installation.container(service);
        try (Town.Talk _ = installation.town().talk()) {
            long from = System.nanoTime();

            // When
            installation.engine().kill(container, installation.compose());

            // Then
            await(service + " to be healthy again")
                    .atMost(Installation.PATIENCE)
                    .until(() ->
                            installation.engine().condition(container).restarts() == before + 1
                                    && installation.engine().condition(container).isHealthy());
            shared.figure("  " + service + " healthy after kill -9", Shared.since(from));
        }
        installation.awaitRows();
        installation.awaitWellness();
        assertThat(installation.engine().condition(container).restarts()).isEqualTo(before + 1);
    }
}
