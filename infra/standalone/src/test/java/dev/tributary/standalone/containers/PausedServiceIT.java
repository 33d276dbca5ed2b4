package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docker pause`: the others have their connections, and nobody answers.
@InContainers
@Order(3)
class PausedServiceIT {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"kafka, Kafka does not answer", "postgres, Postgres does not answer"})
    void is_told_by_status_and_forgotten_when_it_goes_on(
            String service, String complaint, Shared shared) throws Exception {
        // Given
        Installation installation = shared.withTown();
        String container = installation.container(service);
        List<Status> said;
        long resumed;
        try (Town.Talk _ = installation.town().talk()) {
            // When
            installation.engine().pause(container);
            said = installation.statusesFor(PAUSE, "query");
            installation.engine().resume(container);
            resumed = System.nanoTime();
        }

        // Then
        assertThat(said).allMatch(status -> status.says(complaint));
        installation.awaitRows();
        shared.figure("  " + service + " paused 30 s, rows complete after", Shared.since(resumed));
        installation.awaitWellness();
    }
}
