package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// An installation of its own, whose Postgres has a disk of 256 MB.
@InContainers
@Order(9)
class FullDiskIT {

    @Test
    void is_told_by_status_and_forgotten_when_there_is_room(Surroundings surroundings)
            throws Exception {
        try (Installation installation =
                new Installation(
                        surroundings,
                        surroundings.clone("small-disk"),
                        surroundings.project() + "-disk")) {
            // Given
            installation.listenToTown("small-disk.yml");
            installation.compose().run("up", "--wait", "ingestor", "query", "town");
            installation.town().say(100);
            installation.awaitRows();
            installation.awaitWellness();
            long room;
            try (Town.Talk _ = installation.town().talk()) {
                // When
                installation
                        .compose()
                        .exec("ballast", "dd", "if=/dev/zero", "of=/disk/ballast", "bs=1M");
                await("the full disk in the status")
                        .atMost(Installation.PATIENCE)
                        .until(() ->
                                installation.status("query").says("the disk of Postgres is full"));
                installation.statusesFor(Duration.ofSeconds(15), "query");
                assertThat(installation.compose().exec("ballast", "rm", "/disk/ballast").isGood())
                        .isTrue();
                room = System.nanoTime();
            }

            // Then
            installation.awaitRows();
            surroundings.figure("  disk full, rows complete after", Shared.since(room));
            installation.awaitWellness();
        }
    }
}
