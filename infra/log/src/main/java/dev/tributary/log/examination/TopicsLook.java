package dev.tributary.log.examination;

import static dev.tributary.log.examination.KafkaExamination.KAFKA;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.topic.TopicSpec;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.ClusterReader;
import dev.tributary.log.ClusterRefusal;
import dev.tributary.log.TopicFacts;
import dev.tributary.log.TopicProblem;
import dev.tributary.log.TopicRequirements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/// Our topics.
record TopicsLook(Admin admin, String servers) {

    /// The names of those that are there.
    List<String> present() throws InterruptedException, ExecutionException {
        Set<String> existing = admin.listTopics().names().get();
        return Topics.all().stream()
                .map(spec -> spec.name().value())
                .filter(existing::contains)
                .toList();
    }

    List<Finding> judge(List<String> present, Settings.Kafka settings)
            throws InterruptedException, ExecutionException {
        List<Finding> findings = new ArrayList<>();
        int missing = Topics.all().size() - present.size();
        if (missing > 0) {
            findings.add(
                    Finding.warning(
                            KAFKA,
                            missing + " topics are not there",
                            "nothing: the ingestor and the processor make them when they start; if"
                                    + " they may not, let an administrator run:\n"
                                    + ClusterRefusal.rights(servers)));
        }
        Map<String, TopicFacts> facts =
                new ClusterReader(admin, Duration.ofSeconds(1)).topics(present);
        int sound = 0;
        for (TopicSpec spec : Topics.all()) {
            TopicFacts found = facts.get(spec.name().value());
            if (found != null) {
                List<TopicProblem> problems = TopicRequirements.problems(spec, found, settings);
                problems.forEach(problem -> findings.add(finding(problem)));
                sound += problems.isEmpty() ? 1 : 0;
            }
        }
        if (sound > 0) {
            findings.add(Finding.ok(KAFKA, sound + " topics are as they must be"));
        }
        return findings;
    }

    private static Finding finding(TopicProblem problem) {
        return new Finding(
                problem.grave() ? Finding.Level.PROBLEM : Finding.Level.WARNING,
                KAFKA,
                problem.sentence(),
                problem.remedy());
    }
}
