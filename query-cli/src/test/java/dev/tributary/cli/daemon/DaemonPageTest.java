package dev.tributary.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.rpc.daemon.DaemonFacts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DaemonPageTest {

    private static final DaemonFacts FACTS =
            new DaemonFacts(
                    1,
                    Instant.EPOCH,
                    "build",
                    2,
                    1,
                    30,
                    4,
                    5,
                    0,
                    new DaemonFacts.Latency(
                            Duration.ofMillis(7),
                            Duration.ofMillis(80),
                            Duration.ofMillis(900),
                            Duration.ofSeconds(1)));

    @Test
    void the_metrics_are_in_the_text_format_of_Prometheus() {
        assertThat(DaemonPage.metrics(FACTS))
                .isEqualTo(
                        """
                        # TYPE tributary_query_commands_running gauge
                        tributary_query_commands_running 2
                        # TYPE tributary_query_commands_following gauge
                        tributary_query_commands_following 1
                        # TYPE tributary_query_commands_served_total counter
                        tributary_query_commands_served_total 30
                        # TYPE tributary_query_commands_failed_total counter
                        tributary_query_commands_failed_total 4
                        # TYPE tributary_query_commands_cancelled_total counter
                        tributary_query_commands_cancelled_total 5
                        # TYPE tributary_query_command_seconds summary
                        tributary_query_command_seconds{quantile="0.5"} 0.007000
                        tributary_query_command_seconds{quantile="0.95"} 0.080000
                        tributary_query_command_seconds{quantile="0.99"} 0.900000
                        """);
    }

    @Test
    void nobody_gets_a_page_who_asked_for_none() throws IOException {
        try (DaemonPage page =
                DaemonPage.open("no such address", OptionalInt.empty(), () -> FACTS)) {
            assertThat(page).isNotNull();
        }
    }
}
