package dev.tributary.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Secret;
import dev.tributary.mcp.client.Clients;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final String TOKEN = "0123456789abcdef";

    private final Door door =
            new Door(
                    Clients.of("claude", new Secret(TOKEN)),
                    List.of(),
                    List.of("localhost"),
                    60,
                    1_000,
                    Clock.systemUTC());

    @Test
    void takes_an_accept_of_several_lines_for_one_list() {
        // Given
        HttpFields head =
                HttpFields.build()
                        .add("Host", "localhost")
                        .add("Authorization", "Bearer " + TOKEN)
                        .add("Content-Type", "application/json")
                        .add("Accept", "Application/JSON")
                        .add("Accept", "text/event-stream");

        // When
        Door.Verdict verdict = door.ask("POST", Door.PATH, head);

        // Then
        assertThat(verdict).isInstanceOf(Door.Verdict.Admitted.class);
    }
}
