package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// `docker compose down` and `up` again, on the volumes that stay.
@InContainers
@Order(8)
class DownAndUpIT {

    @Test
    void keeps_every_row(Shared shared) throws Exception {
        // Given
        Installation installation = shared.withTown();
        installation.awaitRows();
        String before = installation.checksum();

        // When
        installation.compose().run("down");
        long from = System.nanoTime();
        installation.compose().run("up", "--wait");
        shared.figure("start on kept volumes, all healthy", Shared.since(from));

        // Then
        assertThat(installation.checksum()).isEqualTo(before);
        DemoQuestions.areAnsweredByQueryCli(installation);
        DemoQuestions.areAnsweredByMcp(installation);
        installation.awaitWellness();
    }
}
