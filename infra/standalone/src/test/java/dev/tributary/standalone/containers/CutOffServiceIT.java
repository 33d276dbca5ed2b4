package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.standalone.containers.Engine.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docker network disconnect`: names and addresses are gone, nobody is told that a connection is.
@InContainers
@Order(4)
class CutOffServiceIT {

    private static final Duration CUT = Duration.ofSeconds(20);

    /// @param services those that are cut off, together
    /// @param witness where the status is asked
    @ParameterizedTest
    @CsvSource({
        "kafka, query, Kafka does not answer",
        "postgres, query, Postgres does not answer",
        "processor, query, no processor answers",
        "ingestor demo-ingestor query mcp, processor, no ingestor answers"
    })
    void is_told_by_status_and_forgotten_when_it_is_back(
            String services, String witness, String complaint, Shared shared) throws Exception {
        // Given
        Installation installation = shared.withTown();
        List<Status> said;
        long healed;
        try (Town.Talk _ = installation.town().talk()) {
            // When
            List<Cut> cuts = new ArrayList<>();
            for (String service : services.split(" ", -1)) {
                cuts.add(installation.engine().cut(installation.container(service)));
            }
            said = installation.statusesFor(CUT, witness);
            cuts.forEach(installation.engine()::heal);
            healed = System.nanoTime();
        }

        // Then
        assertThat(said).allMatch(status -> status.says(complaint));
        installation.awaitRows();
        shared.figure("  " + services + " cut off 20 s, rows complete after", Shared.since(healed));
        installation.awaitWellness();
        DemoQuestions.areAnsweredByMcp(installation);
    }
}
