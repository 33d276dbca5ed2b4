package dev.tributary.log.examination;

import static dev.tributary.log.examination.KafkaExamination.KAFKA;

import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.runtime.Finding;
import dev.tributary.contract.topic.ConsumerGroups;
import dev.tributary.log.ClusterRefusal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.jspecify.annotations.Nullable;

/// What our user may do, as far as Kafka tells without anything being done: of a group that nobody
/// has joined yet, and of a transactional id, only whether it may be looked at.
record RightsLook(Admin admin, String servers) {

    private static final Set<AclOperation> TOPIC =
            Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);

    /// No program uses it: a cluster that does not know it says so to whoever may ask.
    private static final String TRANSACTIONAL_ID = "tributary-doctor";

    /// @param names of those that exist
    List<Finding> topics(List<String> names) throws InterruptedException, ExecutionException {
        List<String> lacking =
                admin
                        .describeTopics(
                                names,
                                new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames()
                        .get()
                        .values()
                        .stream()
                        .filter(topic -> lacks(topic.authorizedOperations(), TOPIC))
                        .map(TopicDescription::name)
                        .sorted()
                        .toList();
        return lacking.isEmpty()
                ? List.of()
                : refused("read, write and look at the settings of " + String.join(", ", lacking));
    }

    /// Kafka makes its own topic for groups and that for transactions when it is first asked about
    /// one, by this question or by a program's start; where it cannot, there is no answer.
    List<Finding> groupsAndTransactions() throws InterruptedException {
        return Stream.of(group(), transactions()).flatMap(List::stream).toList();
    }

    private List<Finding> group() throws InterruptedException {
        String group = ConsumerGroups.normalise(Lane.LIVE);
        try {
            ConsumerGroupDescription described =
                    admin.describeConsumerGroups(
                                    List.of(group),
                                    new DescribeConsumerGroupsOptions()
                                            .includeAuthorizedOperations(true))
                            .all()
                            .get()
                            .get(group);
            return described != null
                            && lacks(described.authorizedOperations(), Set.of(AclOperation.READ))
                    ? refused("join the group " + group)
                    : List.of();
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case GroupIdNotFoundException _ -> List.of();
                case AuthorizationException _ -> refused("join the group " + group);
                case null, default -> KafkaExamination.unknown("our rights to groups", e);
            };
        }
    }

    private List<Finding> transactions() throws InterruptedException {
        try {
            var _ =
                    admin.describeTransactions(List.of(TRANSACTIONAL_ID))
                            .description(TRANSACTIONAL_ID)
                            .get();
            return List.of();
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case TransactionalIdNotFoundException _ -> List.of();
                case AuthorizationException _ ->
                        refused("use transactional ids that begin with \"tributary-\"");
                case null, default ->
                        KafkaExamination.unknown("our rights to transactional ids", e);
            };
        }
    }

    /// A cluster without access control says nothing.
    private static boolean lacks(@Nullable Set<AclOperation> granted, Set<AclOperation> wanted) {
        return granted != null && !granted.containsAll(wanted);
    }

    private List<Finding> refused(String act) {
        return List.of(
                Finding.problem(KAFKA, "this user may not " + act, ClusterRefusal.rights(servers)));
    }
}
