package dev.tributary.processor.embed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.archive.ArchiveWriter;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.raw.Lane;
import dev.tributary.embedding.EmbeddingModels;
import dev.tributary.embedding.TextEmbedder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("stack")
class EmbedServiceIT {

    private static TextEmbedder model;

    private EmbedStages stages;

    @BeforeAll
    static void load() {
        model = EmbeddingModels.open(SettingsLoader.load(null, Map.of()).embedding());
    }

    @AfterAll
    static void unload() {
        model.close();
    }

    @BeforeEach
    void open() {
        stages = new EmbedStages(model);
    }

    @AfterEach
    void close() {
        stages.close();
    }

    @Test
    void textsOfBothLanesGetTheirVectorsAndARepeatIsEmbeddedOnce() {
        // Given
        CountingEmbedder embedder = new CountingEmbedder(model);
        stages.append(Lane.LIVE, "good morning", "ok", " ok ", "");
        stages.append(Lane.BULK, "ok", "an old message");

        // When
        try (EmbedService _ = stages.service(embedder)) {
            stages.awaitVectors(3);
        }

        // Then
        assertThat(stages.missing("good morning", "ok", "an old message")).isEmpty();
        assertThat(embedder.passages()).hasSize(3);
    }

    @Test
    void aSecondStartGoesOnWhereTheFirstEnded() {
        // Given
        stages.append(Lane.LIVE, "first");
        try (EmbedService _ = stages.service(model)) {
            stages.awaitVectors(1);
        }
        stages.append(Lane.LIVE, "second");
        CountingEmbedder embedder = new CountingEmbedder(model);

        // When
        try (EmbedService _ = stages.service(embedder)) {
            stages.awaitVectors(2);
        }

        // Then
        assertThat(embedder.passages()).hasSize(1);
        assertThat(stages.number("select sum(next_offset) from tributary.ingest_positions"))
                .isEqualTo(2);
    }

    @Test
    void aLostDatabaseGetsItsVectorsFromTheLog() {
        // Given
        stages.append(Lane.LIVE, "one", "two", "three");
        try (EmbedService _ = stages.service(model)) {
            stages.awaitVectors(3);
        }
        List<String> before = stages.vectors();
        stages.loseDatabase();
        CountingEmbedder embedder = new CountingEmbedder(model);

        // When
        try (EmbedService _ = stages.service(embedder)) {
            stages.awaitVectors(3);
            await().atMost(20, SECONDS).until(() -> !stages.state().hasBacklog());
        }

        // Then
        assertThat(embedder.passages()).hasSize(0);
        assertThat(stages.vectors()).isEqualTo(before);
    }

    @Test
    void messagesWhoseEventsAreGoneAreEmbeddedFromTheArchive() throws SQLException {
        // Given
        List<ChatEvent> events =
                IntStream.range(0, 700)
                        .mapToObj(i -> (ChatEvent) EmbedStages.event("kept " + i))
                        .toList();
        stages.archive().inTransaction(tx -> new ArchiveWriter().write(tx, events));

        // When
        try (EmbedService _ = stages.service(model)) {
            stages.awaitVectors(700);
        }

        // Then
        assertThat(stages.missing("kept 0", "kept 699")).isEmpty();
    }

    @Test
    void aLiveTextDoesNotWaitForTheBacklog() {
        // Given
        stages.append(
                Lane.BULK,
                IntStream.range(0, 3_000)
                        .mapToObj(
                                i -> "the old message number " + i + " ".repeat(i % 2) + "of many")
                        .toArray(String[]::new));
        CountingEmbedder embedder = new CountingEmbedder(model);
        try (EmbedService _ = stages.service(embedder)) {
            await().atMost(20, SECONDS).until(() -> embedder.passages().size() > 100);

            // When
            stages.append(Lane.LIVE, "what just happened");
            stages.awaitVectors(3_001);
        }

        // Then
        assertThat(embedder.passages().indexOf("what just happened")).isBetween(100, 2_999);
    }

    @Test
    void aLargeBacklogGoesBesideTheIndexAndIsIndexedAtTheEnd() {
        // Given
        stages.append(
                Lane.BULK,
                IntStream.range(0, 5_600).mapToObj(i -> "no " + i).toArray(String[]::new));

        // When
        try (EmbedService _ = stages.service(model)) {
            await().atMost(60, SECONDS).until(() -> stages.state().hasBacklog());
            stages.awaitVectors(5_600);
            await().atMost(60, SECONDS).until(() -> !stages.state().hasBacklog());
        }

        // Then
        assertThat(stages.state().indexed()).isEqualTo(1);
    }
}
