package dev.tributary.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.status.LogProgress.Lag;
import dev.tributary.contract.identity.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {

    @Test
    void aServiceWaitsForItsOwnRecordsAndForTheStore() {
        // Given
        Waiting waiting =
                new Waiting(
                        List.of(
                                new Lag("tributary-normalise", "tributary.raw.vkteams", 3),
                                new Lag(
                                        "tributary-normalise-bulk",
                                        "tributary.raw.vkteams.bulk",
                                        4),
                                new Lag("tributary-normalise", "tributary.raw.telegram", 50),
                                new Lag("tributary-store", "tributary.events", 7),
                                new Lag("tributary-embed", "tributary.events", 900)));

        // When
        long events = waiting.of(Service.VKTEAMS);

        // Then
        assertThat(events).isEqualTo(3 + 4 + 7);
    }
}
