package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// An ingestor whose only account is refused by its service.
@InContainers
@Order(6)
class RefusedAccountIT {

    private static final String DEMO = "vkteams:1000000001";

    @Test
    void is_told_by_status_and_not_asked_for_again_until_somebody_mends_it(Shared shared) {
        // Given
        Installation installation = shared.withTown();
        String right = installation.read("docker-compose.override.yml");

        // When
        installation.write(
                "docker-compose.override.yml",
                right
                        + """
                          demo-ingestor:
                            environment:
                              TRIBUTARY_VKTEAMS_DEMO_TOKEN: "001.0000000001.0000000001:1"
                        """);
        installation.compose().run("up", "--detach", "demo-ingestor");

        // Then
        await("the refusal in the status")
                .atMost(Installation.PATIENCE)
                .until(() -> installation.status("query").says("\"connection\":\"rejected\""));
        await("nothing")
                .during(Duration.ofSeconds(5))
                .until(() -> installation.condition("demo-ingestor").isRunning());
        assertThat(installation.condition("demo-ingestor").restarts()).isZero();
        assertThat(
                        installation
                                .compose()
                                .exec(
                                        "demo-ingestor",
                                        "/opt/tributary/infra/images/health.sh",
                                        "9464")
                                .isGood())
                .isFalse();

        installation.write("docker-compose.override.yml", right);
        installation.compose().run("up", "--wait", "demo-ingestor");
        installation.awaitWellness();
        assertThat(installation.status("query").connection(DEMO)).isEqualTo("connected");
    }
}
