package dev.tributary.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions that are open in a partition and that no coordinator knows: nothing would ever end
/// them, and readers of committed records would stop before them for ever. They come from a broker
/// that lost its leadership in the middle of a commit (a machine that slept, say); see
/// <https://cwiki.apache.org/confluence/display/KAFKA/KIP-664>.
record HangingTransactions(Admin admin) {

    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

    private static final Set<TransactionState> ENDED =
            Set.of(
                    TransactionState.EMPTY,
                    TransactionState.COMPLETE_COMMIT,
                    TransactionState.COMPLETE_ABORT);

    /// Aborts them all; Kafka offers no other end. A writer that died reads where it got to and
    /// writes them again; one that was told that its transaction is committed does not, hence the
    /// warning.
    ///
    /// @return how many there were
    int abort() throws ExecutionException, InterruptedException {
        if (begun().isEmpty()) {
            return 0;
        }
        awaitCoordinators();
        // In this order: what a client begins in between is open at its coordinator first.
        List<AbortTransactionSpec> hanging = begun();
        Set<Long> known = openAtCoordinators();
        hanging.removeIf(transaction -> known.contains(transaction.producerId()));
        for (AbortTransactionSpec transaction : hanging) {
            admin.abortTransaction(transaction).all().get();
            LOG.atWarn()
                    .addKeyValue("topic", transaction.topicPartition().topic())
                    .addKeyValue("partition", transaction.topicPartition().partition())
                    .addKeyValue("count", 1)
                    .log(
                            "a transaction that nobody would have ended was aborted; if its writer"
                                    + " had moved on, import or fetch that time again");
        }
        return hanging.size();
    }

    private Set<Long> openAtCoordinators() throws ExecutionException, InterruptedException {
        Set<Long> open = new HashSet<>();
        for (TransactionListing transaction : admin.listTransactions().all().get()) {
            if (!ENDED.contains(transaction.state())) {
                open.add(transaction.producerId());
            }
        }
        return open;
    }

    /// A coordinator that has not yet read what it once wrote down lists nothing, but does answer
    /// no question for a single transaction: so each is asked for one that does not exist.
    private void awaitCoordinators() throws ExecutionException, InterruptedException {
        int coordinators =
                (int)
                        partitions().stream()
                                .map(TopicPartition::topic)
                                .filter(Topic.TRANSACTION_STATE_TOPIC_NAME::equals)
                                .count();
        Map<Integer, String> probes = new HashMap<>();
        for (int i = 0; probes.size() < coordinators; i++) {
            String id = "tributary-probe-" + i;
            probes.putIfAbsent(Utils.abs(id.hashCode()) % coordinators, id);
        }
        DescribeTransactionsResult answers = admin.describeTransactions(probes.values());
        for (String id : probes.values()) {
            try {
                answers.description(id).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                    throw e;
                }
            }
        }
    }

    private List<AbortTransactionSpec> begun() throws ExecutionException, InterruptedException {
        List<AbortTransactionSpec> begun = new ArrayList<>();
        for (Map.Entry<TopicPartition, PartitionProducerState> partition :
                admin.describeProducers(partitions()).all().get().entrySet()) {
            for (ProducerState producer : partition.getValue().activeProducers()) {
                if (producer.currentTransactionStartOffset().isPresent()) {
                    begun.add(
                            new AbortTransactionSpec(
                                    partition.getKey(),
                                    producer.producerId(),
                                    (short) producer.producerEpoch(),
                                    producer.coordinatorEpoch().orElse(0)));
                }
            }
        }
        return begun;
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        Set<String> topics =
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(p -> partitions.add(new TopicPartition(topic.name(), p.partition())));
        }
        return partitions;
    }
}
