package dev.tributary.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.standalone.containers.Compose.Outcome;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// An import of some size, each of its messages with a text of its own.
@InContainers
@Order(2)
class LoadIT {

    private static final int MESSAGES = 10_000;
    private static final String ROWS =
            "select count(*) from tributary.messages where account = 'jsonl:load'";

    @Test
    void is_stored_and_embedded_once_though_the_processor_is_killed_amid(Shared shared) {
        // Given
        Installation installation = shared.withTown();
        installation.write("infra/compose/load.jsonl", messages());
        long from = System.nanoTime();
        CompletableFuture<Outcome> imported =
                CompletableFuture.supplyAsync(() -> importInto(installation));
        await("the first rows").atMost(Installation.PATIENCE).until(() -> rows(installation) > 0);

        // When
        installation.engine().kill(installation.container("processor"), installation.compose());

        // Then
        long reached = rows(installation);
        assertThat(imported.join().isGood()).as(imported.join().err()).isTrue();
        installation.awaitHealthy("processor");
        shared.figure("memory while it is stored and embedded", installation.memory());
        await("all rows").atMost(Installation.PATIENCE).until(() -> rows(installation) == MESSAGES);
        shared.figure(
                MESSAGES + " messages stored, the processor killed at " + reached,
                Shared.since(from));
        installation.awaitWellness();
        shared.figure("  and their vectors", Shared.since(from));
        assertThat(
                        installation.sql(
                                """
                                select count(distinct message) from tributary.messages
                                where account = 'jsonl:load'
                                """))
                .isEqualTo(Integer.toString(MESSAGES));
    }

    private static Outcome importInto(Installation installation) {
        return installation
                .compose()
                .exec(
                        "ingestor",
                        "ingestor",
                        "import",
                        "jsonl",
                        "--account",
                        "load",
                        "/etc/tributary/load.jsonl");
    }

    private static long rows(Installation installation) {
        return Long.parseLong(installation.sql(ROWS));
    }

    private static String messages() {
        Random random = new Random(5);
        return IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(i ->
                        "{\"chat\":\"load\",\"message_id\":%d,\"sender\":\"s%d\",\"sent_at\":%d,\"text\":\"%s\"}%n"
                                .formatted(
                                        i,
                                        i % 17,
                                        1_700_000_000 + i * 60,
                                        Town.sentence(random, i)))
                .collect(Collectors.joining());
    }
}
