package dev.tributary.ingestor.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class TdForgettingTest {

    private static final TdSession SESSION =
            new TdSession(
                    Path.of("/session"),
                    new Secret("a2V5"),
                    1,
                    new Secret("hash"),
                    false,
                    new TdProxy("127.0.0.1", 1080));

    private final FakeTd td = new FakeTd();
    private final TdHub hub = new TdHub(td, Path.of("/lib/libtdjson.so"));

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void the_session_is_opened_without_a_message_database_and_off_the_network() {
        // When
        CompletableFuture<Void> end = forget();
        answer("\"@type\":\"ok\"");

        // Then
        end.join();
        assertThat(td.sent.stream().map(FakeTd.Sent::type))
                .containsExactly("setNetworkType", "setTdlibParameters", "close");
        assertThat(td.sent.getFirst().function().at("/type/@type").asString())
                .isEqualTo("networkTypeNone");
        ObjectNode parameters = td.sent.get(1).function();
        assertThat(parameters.path("use_message_database").asBoolean(true)).isFalse();
        assertThat(parameters.path("use_file_database").asBoolean(false)).isTrue();
        assertThat(parameters.path("database_directory").asString()).isEqualTo("/session");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void a_session_that_cannot_be_opened_is_left_to_who_opens_it_next(int code) {
        // When
        CompletableFuture<Void> end = forget();
        answer("\"@type\":\"error\",\"code\":%d,\"message\":\"no\"".formatted(code));

        // Then
        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
    }

    private CompletableFuture<Void> forget() {
        return CompletableFuture.runAsync(() -> {
            try {
                TdForgetting.forget(hub, SESSION);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void answer(String answer) {
        await().until(() -> td.sent.size() >= 2);
        td.tell(
                "{%s,\"@extra\":\"%s\",\"@client_id\":1}"
                        .formatted(answer, td.sent.get(1).extra()));
    }
}
