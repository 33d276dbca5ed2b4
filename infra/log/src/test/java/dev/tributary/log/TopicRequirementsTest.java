package dev.tributary.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.TopicSpec;
import dev.tributary.contract.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicRequirementsTest {

    private static final TopicSpec RAW = spec(Topics.raw(Service.VKTEAMS, Lane.LIVE));
    private static final Settings.Kafka THREE = new Settings.Kafka("kafka:9092", 3, 2, Map.of());

    @Test
    void a_topic_that_we_made_ourselves_will_do() {
        for (TopicSpec spec : Topics.all()) {
            // When
            List<TopicProblem> problems =
                    TopicRequirements.problems(spec, found(spec, Map.of()), THREE);

            // Then
            assertThat(problems).as(spec.name().value()).isEmpty();
        }
    }

    @Test
    void a_raw_topic_that_forgets_is_refused_with_the_command_that_mends_it() {
        // When
        List<TopicProblem> problems =
                TopicRequirements.problems(
                        RAW, found(RAW, Map.of("retention.ms", "604800000")), THREE);

        // Then
        assertThat(problems)
                .containsExactly(
                        new TopicProblem(
                                true,
                                "the topic \"tributary.raw.vkteams\" has retention.ms = 604800000"
                                        + " and needs -1: the log is the truth and is kept for"
                                        + " ever",
                                "kafka-configs.sh --bootstrap-server kafka:9092 --alter --topic"
                                        + " tributary.raw.vkteams --add-config retention.ms=-1"));
    }

    @Test
    void each_setting_that_would_lose_something_is_grave() {
        // When
        List<TopicProblem> problems =
                TopicRequirements.problems(
                        RAW,
                        found(
                                RAW,
                                Map.of(
                                        "cleanup.policy", "delete,compact",
                                        "retention.bytes", "1000",
                                        "max.message.bytes", "1048588",
                                        "min.insync.replicas", "4")),
                        THREE);

        // Then
        assertThat(problems).hasSize(4).allMatch(TopicProblem::grave);
    }

    @Test
    void a_compacted_topic_may_not_forget_by_time() {
        // Given
        TopicSpec cursors = spec(Topics.CURSORS);

        // When
        List<TopicProblem> problems =
                TopicRequirements.problems(
                        cursors, found(cursors, Map.of("cleanup.policy", "compact,delete")), THREE);

        // Then
        assertThat(problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.sentence())
                                .contains("what is the last of its key would be deleted"));
    }

    @Test
    void longer_retention_and_larger_records_than_needed_are_nobodys_harm() {
        // Given
        TopicSpec events = spec(Topics.events(Lane.LIVE));

        // When
        List<TopicProblem> problems =
                TopicRequirements.problems(
                        events,
                        found(
                                events,
                                Map.of("retention.ms", "-1", "max.message.bytes", "33554432")),
                        THREE);

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void fewer_replicas_than_asked_for_are_told_and_no_more() {
        // When
        List<TopicProblem> problems =
                TopicRequirements.problems(
                        RAW, new TopicFacts(RAW.name().value(), 12, 1, RAW.config()), THREE);

        // Then
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.grave()).isFalse())
                .satisfies(problem ->
                        assertThat(problem.sentence())
                                .isEqualTo(
                                        "the topic \"tributary.raw.vkteams\" has 1 replica and"
                                                + " kafka.replication_factor is 3"));
    }

    private static TopicSpec spec(TopicName name) {
        return Topics.all().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TopicFacts found(TopicSpec spec, Map<String, String> differing) {
        Map<String, String> config = new HashMap<>(spec.config());
        config.put("min.insync.replicas", "2");
        config.putAll(differing);
        return new TopicFacts(spec.name().value(), spec.partitions(), 3, config);
    }
}
